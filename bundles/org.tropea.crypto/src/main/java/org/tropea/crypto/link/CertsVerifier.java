package org.tropea.crypto.link;

import java.util.Arrays;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.RsaCrossCert;
import org.tropea.crypto.cert.X509Checker;

/**
 * Checks the certificates of a CERTS cell against each other (tor-spec 4.2). Peers without Ed25519 certificates are
 * refused; types 1 and 3 and unknown types are not looked at. Stateless, any thread; takes below a millisecond.
 */
public final class CertsVerifier {
    private static final int KNOWN_TYPES = CertType.RSA_ED25519_CROSS;

    private CertsVerifier() {}

    /**
     * What an initiator checks: types 2, 4, 5, 7 and that type 5 certifies the peer's TLS certificate.
     *
     * @param tlsCertificate DER of the certificate that the peer used in TLS
     * @param now seconds since 1970
     */
    public static PeerIdentity responder(List<CertEntry> certs, byte[] tlsCertificate, long now) throws CryptoFault {
        byte[][] bodies = byType(certs);
        Ed25519Cert signing = signingCert(bodies, now);
        Ed25519Cert link = ed25519(bodies, CertType.SIGNING_LINK);
        link.check(CertType.SIGNING_LINK, CertType.KEY_SHA256_OF_X509, signing.key(), now);
        if (!Arrays.equals(link.key(), Digests.sha256(tlsCertificate))) {
            throw new CryptoFault("CERTS: the link certificate (type 5) is for another TLS certificate");
        }
        return new PeerIdentity(rsaIdentity(bodies, signing.signer(), now), signing.signer(), null);
    }

    /** What a responder checks: types 2, 4, 6, 7. The identity stands only after AUTHENTICATE. */
    public static PeerIdentity initiator(List<CertEntry> certs, long now) throws CryptoFault {
        byte[][] bodies = byType(certs);
        Ed25519Cert signing = signingCert(bodies, now);
        Ed25519Cert auth = ed25519(bodies, CertType.SIGNING_AUTH);
        auth.check(CertType.SIGNING_AUTH, CertType.KEY_ED25519, signing.key(), now);
        return new PeerIdentity(rsaIdentity(bodies, signing.signer(), now), signing.signer(), auth.key());
    }

    private static byte[][] byType(List<CertEntry> certs) throws CryptoFault {
        byte[][] bodies = new byte[KNOWN_TYPES + 1][];
        for (CertEntry cert : certs) {
            if (cert.type() < 1 || cert.type() > KNOWN_TYPES) {
                continue;
            }
            if (bodies[cert.type()] != null) {
                throw new CryptoFault("CERTS: certificate of type " + cert.type() + " is there twice");
            }
            bodies[cert.type()] = cert.body();
        }
        return bodies;
    }

    private static Ed25519Cert signingCert(byte[][] bodies, long now) throws CryptoFault {
        Ed25519Cert signing = ed25519(bodies, CertType.IDENTITY_SIGNING);
        if (signing.signer() == null) {
            throw new CryptoFault("CERTS: the signing key certificate (type 4) does not name the Ed25519 identity");
        }
        signing.check(CertType.IDENTITY_SIGNING, CertType.KEY_ED25519, signing.signer(), now);
        return signing;
    }

    private static RsaPublicKey rsaIdentity(byte[][] bodies, byte[] ed25519Id, long now) throws CryptoFault {
        RsaPublicKey rsa = X509Checker.identity(present(bodies, CertType.RSA_IDENTITY), now);
        RsaCrossCert.parse(present(bodies, CertType.RSA_ED25519_CROSS)).check(rsa, ed25519Id, now);
        return rsa;
    }

    private static Ed25519Cert ed25519(byte[][] bodies, int type) throws CryptoFault {
        return Ed25519Cert.parse(present(bodies, type));
    }

    private static byte[] present(byte[][] bodies, int type) throws CryptoFault {
        if (bodies[type] == null) {
            throw new CryptoFault("CERTS: certificate of type " + type + " is missing");
        }
        return bodies[type];
    }
}
