package org.tropea.crypto.link;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.Randomness;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.RsaCrossCert;
import org.tropea.crypto.cert.X509Checker;
import org.tropea.crypto.cert.X509Issuer;

/**
 * A router's own link key, its TLS certificate and the CERTS cells that go with it (tor-spec 4.2). One generation: make
 * a new one every two hours or so and in any case before {@link #expires()}, and keep the old one for channels that
 * began with it. Immutable, any thread.
 */
public final class LinkCertificates {
    /** Lifetime of the link and authentication certificates (types 5 and 6): two days in seconds. */
    public static final long LINK_LIFETIME = 2 * 86_400L;
    /** Lifetime of the cross-certificate (type 7): half a year in seconds. */
    public static final long CROSS_LIFETIME = 180 * 86_400L;

    private final RsaPublicKey rsaIdentity;
    private final Ed25519Cert signingCert;
    private final RsaKeyPair linkKey;
    private final byte[] linkDer;
    private final byte[] identityDer;
    private final byte[] crossCert;
    private final Ed25519Cert linkCert;
    private final Ed25519KeyPair authKey = Ed25519KeyPair.generate();
    private final Ed25519Cert authCert;

    private LinkCertificates(
            RsaKeyPair identity, Ed25519Cert signingCert, Ed25519KeyPair signingKey, RsaKeyPair linkKey, long now) {
        String issuerName = X509Issuer.randomHostname(".com");
        this.rsaIdentity = identity.publicKey();
        this.signingCert = signingCert;
        this.linkKey = linkKey;
        this.linkDer = X509Issuer.issue(
                linkKey.publicKey(), X509Issuer.randomHostname(".net"), identity, issuerName, now, x509Lifetime());
        this.identityDer = X509Issuer.identity(identity, issuerName, now);
        this.crossCert = RsaCrossCert.sign(identity, signingCert.signer(), now + CROSS_LIFETIME)
                .encoded();
        this.linkCert = Ed25519Cert.sign(
                CertType.SIGNING_LINK,
                CertType.KEY_SHA256_OF_X509,
                Digests.sha256(linkDer),
                now + LINK_LIFETIME,
                signingKey,
                false);
        this.authCert = Ed25519Cert.sign(
                CertType.SIGNING_AUTH,
                CertType.KEY_ED25519,
                authKey.publicKey(),
                now + LINK_LIFETIME,
                signingKey,
                false);
    }

    /** A new generation with a fresh RSA-2048 link key; takes some hundred milliseconds: on a worker, not on a loop. */
    public static LinkCertificates create(
            RsaKeyPair identity, Ed25519Cert signingCert, Ed25519KeyPair signingKey, long now) throws CryptoFault {
        return create(identity, signingCert, signingKey, RsaKeyPair.generate(RsaKeyPair.LINK_BITS), now);
    }

    /**
     * A new generation around a link key.
     *
     * @param signingCert type 4 with the Ed25519 identity in it, certifying {@code signingKey}; checked here
     * @param now seconds since 1970
     */
    public static LinkCertificates create(
            RsaKeyPair identity, Ed25519Cert signingCert, Ed25519KeyPair signingKey, RsaKeyPair linkKey, long now)
            throws CryptoFault {
        if (signingCert.signer() == null) {
            throw new CryptoFault("the signing key certificate does not name the Ed25519 identity");
        }
        signingCert.check(CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signingCert.signer(), now);
        if (!Arrays.equals(signingCert.key(), signingKey.publicKey())) {
            throw new CryptoFault("the signing key certificate is for another signing key");
        }
        return new LinkCertificates(identity, signingCert, signingKey, linkKey, now);
    }

    /** As C tor guesses a TLS certificate's lifetime: five days to a year, in whole days. */
    private static long x509Lifetime() {
        return Randomness.between(5, 365) * 86_400L;
    }

    /** Secret key of the TLS certificate. */
    public RsaKeyPair linkKey() {
        return linkKey;
    }

    /** The TLS certificate in DER, a copy; its SHA-256 is SCERT in AUTHENTICATE. */
    public byte[] linkDer() {
        return linkDer.clone();
    }

    /** The TLS certificate for the JDK's key managers. */
    public X509Certificate linkCertificate() {
        try {
            return X509Checker.parse(linkDer);
        } catch (CryptoFault e) {
            throw new IllegalStateException("own link certificate cannot be parsed", e);
        }
    }

    /** The entries of our CERTS cell as responder: types 2, 4, 5, 7. */
    public List<CertEntry> responderCerts() {
        return certs(linkCert);
    }

    /** The entries of our CERTS cell as initiator: types 2, 4, 6, 7. */
    public List<CertEntry> initiatorCerts() {
        return certs(authCert);
    }

    private List<CertEntry> certs(Ed25519Cert ours) {
        return List.of(
                new CertEntry(CertType.RSA_IDENTITY, identityDer.clone()),
                new CertEntry(CertType.IDENTITY_SIGNING, signingCert.encoded()),
                new CertEntry(ours.type(), ours.encoded()),
                new CertEntry(CertType.RSA_ED25519_CROSS, crossCert.clone()));
    }

    /** The key that signs our AUTHENTICATE; certified by type 6. */
    public Ed25519KeyPair authKey() {
        return authKey;
    }

    /** Our RSA identity; its SHA-256 is our CID or SID. */
    public RsaPublicKey rsaIdentity() {
        return rsaIdentity;
    }

    /** Our 32-byte Ed25519 identity, a copy. */
    public byte[] ed25519Id() {
        return signingCert.signer();
    }

    /** When the first of the certificates expires, in seconds since 1970. */
    public long expires() {
        return Math.min(signingCert.expires(), linkCert.expires());
    }
}
