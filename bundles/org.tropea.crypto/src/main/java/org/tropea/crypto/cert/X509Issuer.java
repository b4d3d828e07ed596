package org.tropea.crypto.cert;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.Randomness;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;

/**
 * Makes X.509 certificates that look as C tor's do: a random host name on each side, SHA-256 with RSA, a start at some
 * midnight in the past (tor-spec 2.1). Stateless, any thread; signing takes about a millisecond.
 */
public final class X509Issuer {
    /** Lifetime of an identity certificate in seconds. */
    public static final long IDENTITY_LIFETIME = 365 * 86_400L;

    private static final long DAY = 86_400;
    private static final AlgorithmIdentifier SHA256_WITH_RSA =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);

    private X509Issuer() {}

    /** The DER of a self-signed identity certificate (type 2) with the name {@code commonName}. */
    public static byte[] identity(RsaKeyPair identity, String commonName, long now) {
        return issue(identity.publicKey(), commonName, identity, commonName, now, IDENTITY_LIFETIME);
    }

    /**
     * The DER of a certificate for {@code subject}, valid for {@code lifetime} seconds from a midnight before
     * {@code now} (seconds since 1970) that leaves at least a day of validity if {@code lifetime} is above two days.
     */
    public static byte[] issue(
            RsaPublicKey subject, String subjectName, RsaKeyPair issuer, String issuerName, long now, long lifetime) {
        long start = startTime(now, lifetime);
        return issue(subject, subjectName, issuer, issuerName, new long[] {start, start + lifetime});
    }

    static byte[] issue(
            RsaPublicKey subject, String subjectName, RsaKeyPair issuer, String issuerName, long[] validity) {
        V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
        tbs.setSerialNumber(new ASN1Integer(new BigInteger(1, Randomness.bytes(8))));
        tbs.setSignature(SHA256_WITH_RSA);
        tbs.setIssuer(name(issuerName));
        tbs.setSubject(name(subjectName));
        tbs.setStartDate(new Time(new Date(validity[0] * 1000)));
        tbs.setEndDate(new Time(new Date(validity[1] * 1000)));
        tbs.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(subject.jcaKey().getEncoded()));
        return signed(tbs.generateTBSCertificate(), issuer);
    }

    private static byte[] signed(TBSCertificate tbs, RsaKeyPair issuer) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(issuer.jcaKey());
            signature.update(tbs.getEncoded(ASN1Encoding.DER));
            DERBitString bits = new DERBitString(signature.sign());
            return new DERSequence(new ASN1Encodable[] {tbs, SHA256_WITH_RSA, bits}).getEncoded(ASN1Encoding.DER);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot issue an X.509 certificate", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** "www." and 8 to 20 random base32 letters before {@code suffix}, for example ".net". */
    public static String randomHostname(String suffix) {
        int letters = (int) Randomness.between(8, 21);
        return "www." + Encodings.base32(Randomness.bytes(13)).substring(0, letters) + suffix;
    }

    private static long startTime(long now, long lifetime) {
        long earliest = lifetime <= 2 * DAY ? now - 1 : now + 2 * DAY - lifetime;
        long start = Randomness.between(earliest, now);
        return start - start % DAY;
    }
}
