package org.tropea.crypto.cert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;

/** Reads and checks peers' X.509 certificates as the link handshake needs them. Stateless, any thread. */
public final class X509Checker {
    /** How long after its end a certificate is still taken, for peers with a wrong clock: two days in seconds. */
    public static final long PAST_SLACK = 2 * 86_400L;
    /** How long before its start a certificate is already taken: thirty days in seconds. */
    public static final long FUTURE_SLACK = 30 * 86_400L;

    private X509Checker() {}

    /** Parses one certificate; trailing bytes and any encoding but DER are faults. */
    public static X509Certificate parse(byte[] der) throws CryptoFault {
        try {
            Certificate asn1 = Certificate.getInstance(ASN1Primitive.fromByteArray(der));
            // Neither the signature nor DER covers how many bits of the signature's last byte count.
            if (!Arrays.equals(asn1.getEncoded(ASN1Encoding.DER), der)
                    || asn1.getSignature().getPadBits() != 0) {
                throw new CryptoFault("X.509 certificate is not encoded in DER");
            }
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException | CertificateException | RuntimeException e) {
            throw new CryptoFault("X.509 certificate cannot be parsed", e);
        }
    }

    /** The RSA key that a certificate certifies. */
    public static RsaPublicKey rsaKey(X509Certificate certificate) throws CryptoFault {
        if (certificate.getPublicKey() instanceof RSAPublicKey key) {
            return new RsaPublicKey(key.getModulus(), key.getPublicExponent());
        }
        throw new CryptoFault("X.509 certificate has no RSA key but "
                + certificate.getPublicKey().getAlgorithm());
    }

    /**
     * Checks a relay's identity certificate (type 2): RSA-1024, signed by itself, in its time give or take the slacks;
     * {@code now} in seconds since 1970.
     *
     * @return the identity key
     */
    public static RsaPublicKey identity(byte[] der, long now) throws CryptoFault {
        X509Certificate certificate = parse(der);
        RsaPublicKey key = rsaKey(certificate);
        if (key.bits() != RsaKeyPair.IDENTITY_BITS) {
            throw new CryptoFault("RSA identity certificate has a key of " + key.bits() + " bits, must have 1024");
        }
        try {
            certificate.verify(key.jcaKey());
        } catch (GeneralSecurityException e) {
            throw new CryptoFault("RSA identity certificate is not signed by its own key", e);
        }
        checkTime(certificate, now);
        return key;
    }

    private static void checkTime(X509Certificate certificate, long now) throws CryptoFault {
        long start = certificate.getNotBefore().getTime() / 1000;
        long end = certificate.getNotAfter().getTime() / 1000;
        if (start > now + FUTURE_SLACK) {
            throw new CryptoFault("RSA identity certificate is not valid before " + start + ", it is " + now);
        }
        if (end < now - PAST_SLACK) {
            throw new CryptoFault("RSA identity certificate expired at " + end + ", it is " + now);
        }
    }
}
