package org.tropea.crypto.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tropea.crypto.Faults.assertFault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;

/** The files in {@code ctor/} were written by C tor 0.4.9.11 for this test and belong to no relay. */
class KeyFilesTest {
    /** Within the month after they were written. */
    private static final long NOW = 1_795_400_000;

    private static byte[] file(String name) throws IOException {
        try (InputStream in = KeyFilesTest.class.getResourceAsStream("ctor/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void rsaFilesComeBackWithoutTheirClosingZero() throws Exception {
        for (String name : new String[] {KeyFiles.RSA_IDENTITY, KeyFiles.TAP_ONION}) {
            byte[] ours = KeyFiles.encodeRsa(KeyFiles.parseRsa(name, file(name)));
            assertArrayEquals(file(name), Bytes.concat(ours, new byte[1]));
            assertArrayEquals(ours, KeyFiles.encodeRsa(KeyFiles.parseRsa(name, ours)));
        }
    }

    @Test
    void rsaIdentityHasCTorsFingerprint() throws Exception {
        RsaKeyPair identity = KeyFiles.parseRsa(KeyFiles.RSA_IDENTITY, file(KeyFiles.RSA_IDENTITY));
        String line = new String(file("fingerprint"), StandardCharsets.US_ASCII);
        assertEquals(line.strip(), "testkeys " + identity.publicKey().fingerprint());
    }

    @Test
    void masterKeyComesBackAndBelongsToItsPublicKey() throws Exception {
        byte[] file = file(KeyFiles.ED25519_MASTER_SECRET);
        Ed25519KeyPair master = KeyFiles.parseMasterSecret(file);
        assertArrayEquals(file, KeyFiles.encodeMasterSecret(master));
        byte[] publicFile = file(KeyFiles.ED25519_MASTER_PUBLIC);
        assertArrayEquals(master.publicKey(), KeyFiles.parseMasterPublic(publicFile));
        assertArrayEquals(publicFile, KeyFiles.encodeMasterPublic(master.publicKey()));
        String line = new String(file("fingerprint-ed25519"), StandardCharsets.US_ASCII);
        assertEquals(line.strip(), "testkeys " + Encodings.base64(master.publicKey()));
    }

    @Test
    void signingKeyAndCertBelongTogether() throws Exception {
        byte[] keyFile = file(KeyFiles.ED25519_SIGNING_SECRET);
        Ed25519KeyPair signing = KeyFiles.parseSigningSecret(keyFile);
        assertArrayEquals(keyFile, KeyFiles.encodeSigningSecret(signing));
        byte[] certFile = file(KeyFiles.ED25519_SIGNING_CERT);
        Ed25519Cert cert = KeyFiles.parseSigningCert(certFile);
        assertArrayEquals(certFile, KeyFiles.encodeSigningCert(cert));
        byte[] master = KeyFiles.parseMasterPublic(file(KeyFiles.ED25519_MASTER_PUBLIC));
        cert.check(CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, master, NOW);
        assertArrayEquals(signing.publicKey(), cert.key());
    }

    @Test
    void ourMasterSignatureIsTheOneCTorMade() throws Exception {
        Ed25519KeyPair master = KeyFiles.parseMasterSecret(file(KeyFiles.ED25519_MASTER_SECRET));
        Ed25519Cert cert = KeyFiles.parseSigningCert(file(KeyFiles.ED25519_SIGNING_CERT));
        Ed25519Cert again = Ed25519Cert.sign(cert.type(), cert.keyType(), cert.key(), cert.expires(), master, true);
        assertArrayEquals(cert.encoded(), again.encoded());
    }

    @Test
    void ntorKeyComesBack() throws Exception {
        byte[] file = file(KeyFiles.NTOR_ONION);
        assertArrayEquals(file, KeyFiles.encodeNtorOnion(KeyFiles.parseNtorOnion(file)));
    }

    @Test
    void freshKeysComeBack() throws CryptoFault {
        Curve25519KeyPair onion = Curve25519KeyPair.generate();
        assertArrayEquals(
                onion.secret(),
                KeyFiles.parseNtorOnion(KeyFiles.encodeNtorOnion(onion)).secret());
        Ed25519KeyPair signing = Ed25519KeyPair.generate();
        assertArrayEquals(
                signing.expandedSecret(),
                KeyFiles.parseSigningSecret(KeyFiles.encodeSigningSecret(signing))
                        .expandedSecret());
    }

    @Test
    void damagedFilesAreRefusedByName() throws Exception {
        byte[] ntor = file(KeyFiles.NTOR_ONION);
        ntor[40] ^= 1;
        assertFault("secret_onion_key_ntor is damaged", () -> KeyFiles.parseNtorOnion(ntor));
        byte[] master = file(KeyFiles.ED25519_MASTER_SECRET);
        assertFault("ed25519_signing_secret_key does not begin", () -> KeyFiles.parseSigningSecret(master));
        byte[] shorter = Bytes.slice(master, 0, 95);
        assertFault("has 63 bytes, must have 64", () -> KeyFiles.parseMasterSecret(shorter));
        assertFault("ed25519_master_id_secret_key", () -> KeyFiles.parseMasterSecret(new byte[0]));
        byte[] pem = Bytes.slice(file(KeyFiles.RSA_IDENTITY), 0, 500);
        assertFault("secret_id_key: ", () -> KeyFiles.parseRsa(KeyFiles.RSA_IDENTITY, pem));
        byte[] big = KeyFiles.encodeRsa(RsaKeyPair.generate(2048));
        assertFault("2048 bits, must be 1024", () -> KeyFiles.parseRsa(KeyFiles.RSA_IDENTITY, big));
    }
}
