package org.tropea.itests.badinput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.keys.KeyFiles;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.itests.ctor.CtorNode;

/**
 * A relay's keys, made up or taken from a node's folder; with them a link proves to be that relay. Immutable.
 *
 * @param master the Ed25519 identity
 */
public record RelayKeys(
        RsaKeyPair identity,
        Ed25519KeyPair master,
        Ed25519KeyPair signing,
        Ed25519Cert signingCert,
        Curve25519KeyPair onion) {

    private static final long MONTH = 30 * 86_400;

    /** Seconds since 1970. */
    public static long now() {
        return System.currentTimeMillis() / 1000;
    }

    /** Fresh keys of a relay that no consensus lists. */
    public static RelayKeys generate() {
        Ed25519KeyPair master = Ed25519KeyPair.generate();
        Ed25519KeyPair signing = Ed25519KeyPair.generate();
        Ed25519Cert cert = Ed25519Cert.sign(
                CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signing.publicKey(), now() + MONTH, master, true);
        RsaKeyPair identity = RsaKeyPair.generate(RsaKeyPair.IDENTITY_BITS);
        return new RelayKeys(identity, master, signing, cert, Curve25519KeyPair.generate());
    }

    /** The keys of a C tor relay of the network. */
    public static RelayKeys of(CtorNode node) {
        Path keys = node.directory().resolve("keys");
        try {
            return new RelayKeys(
                    KeyFiles.parseRsa(KeyFiles.RSA_IDENTITY, Files.readAllBytes(keys.resolve(KeyFiles.RSA_IDENTITY))),
                    KeyFiles.parseMasterSecret(Files.readAllBytes(keys.resolve(KeyFiles.ED25519_MASTER_SECRET))),
                    KeyFiles.parseSigningSecret(Files.readAllBytes(keys.resolve(KeyFiles.ED25519_SIGNING_SECRET))),
                    KeyFiles.parseSigningCert(Files.readAllBytes(keys.resolve(KeyFiles.ED25519_SIGNING_CERT))),
                    KeyFiles.parseNtorOnion(Files.readAllBytes(keys.resolve(KeyFiles.NTOR_ONION))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CryptoFault e) {
            throw new IllegalStateException(keys + ": " + e.getMessage(), e);
        }
    }

    /** New link certificates, good at {@code now}, seconds since 1970. */
    public LinkCertificates certificates(long now) {
        try {
            return LinkCertificates.create(identity, signingCert, signing, now);
        } catch (CryptoFault e) {
            throw new IllegalStateException(e);
        }
    }

    /** SHA-1 of the RSA identity key, 20 bytes. */
    public byte[] rsaId() {
        return identity.publicKey().sha1();
    }

    /** The Ed25519 identity, 32 bytes. */
    public byte[] ed25519Id() {
        return signingCert.signer();
    }

    /** How a circuit gets to this relay when it listens on {@code port} of 127.0.0.1. */
    public RelayInfo at(int port) {
        return new RelayInfo(rsaId(), ed25519Id(), onion.publicKey(), port);
    }
}
