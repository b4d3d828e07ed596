package org.tropea.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Objects;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/** An RSA key pair: identity, TLS link or the unused TAP onion key (tor-spec 1.1). Immutable, any thread. */
public final class RsaKeyPair {
    /** Label of the PEM block. */
    public static final String LABEL = "RSA PRIVATE KEY";
    /** Bits of an identity or TAP onion key. */
    public static final int IDENTITY_BITS = 1024;
    /** Bits of a TLS link key. */
    public static final int LINK_BITS = 2048;

    private final RSAPrivateCrtKey secret;
    private final RsaPublicKey publicKey;

    private RsaKeyPair(RSAPrivateCrtKey secret) throws CryptoFault {
        this.secret = secret;
        this.publicKey = new RsaPublicKey(secret.getModulus(), secret.getPublicExponent());
    }

    /** A fresh key of {@code bits} bits with exponent 65537. Takes tens of milliseconds: not on a loop. */
    public static RsaKeyPair generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), Randomness.source());
            return new RsaKeyPair((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException | CryptoFault e) {
            throw new IllegalStateException("cannot generate RSA-" + bits, e);
        }
    }

    /** Parses a PKCS#1 RSAPrivateKey and checks that its public and secret parts belong together. */
    public static RsaKeyPair fromDer(byte[] der) throws CryptoFault {
        RSAPrivateKey k = parse(der);
        try {
            checkParts(k);
            RSAPrivateCrtKeySpec spec = new RSAPrivateCrtKeySpec(
                    k.getModulus(),
                    k.getPublicExponent(),
                    k.getPrivateExponent(),
                    k.getPrime1(),
                    k.getPrime2(),
                    k.getExponent1(),
                    k.getExponent2(),
                    k.getCoefficient());
            return new RsaKeyPair(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (ArithmeticException | GeneralSecurityException e) {
            throw new CryptoFault("RSA private key is damaged: its numbers make no key", e);
        }
    }

    /** The library answers damaged input with various unchecked exceptions. */
    private static RSAPrivateKey parse(byte[] der) throws CryptoFault {
        try {
            return Objects.requireNonNull(RSAPrivateKey.getInstance(ASN1Primitive.fromByteArray(der)));
        } catch (IOException | RuntimeException e) {
            throw new CryptoFault("RSA private key is not a PKCS#1 RSAPrivateKey", e);
        }
    }

    private static void checkParts(RSAPrivateKey k) throws CryptoFault {
        BigInteger p1 = k.getPrime1().subtract(BigInteger.ONE);
        BigInteger q1 = k.getPrime2().subtract(BigInteger.ONE);
        BigInteger product = k.getPublicExponent().multiply(k.getPrivateExponent());
        boolean fits = k.getPrime1().multiply(k.getPrime2()).equals(k.getModulus())
                && product.mod(p1).equals(BigInteger.ONE)
                && product.mod(q1).equals(BigInteger.ONE)
                && k.getPrivateExponent().mod(p1).equals(k.getExponent1())
                && k.getPrivateExponent().mod(q1).equals(k.getExponent2())
                && k.getPrime2().multiply(k.getCoefficient()).mod(k.getPrime1()).equals(BigInteger.ONE);
        if (!fits) {
            throw new CryptoFault("RSA private key is damaged: its numbers do not belong together");
        }
    }

    /** Parses a "RSA PRIVATE KEY" PEM block, as in {@code secret_id_key}. */
    public static RsaKeyPair fromPem(String pem) throws CryptoFault {
        return fromDer(Armor.decode(LABEL, pem));
    }

    /** The public half. */
    public RsaPublicKey publicKey() {
        return publicKey;
    }

    /** The secret half for the JDK's providers, for example for a TLS engine's key manager. */
    public RSAPrivateCrtKey jcaKey() {
        return secret;
    }

    /** The PKCS#1 DER encoding. */
    public byte[] der() {
        try {
            return new RSAPrivateKey(
                            secret.getModulus(),
                            secret.getPublicExponent(),
                            secret.getPrivateExponent(),
                            secret.getPrimeP(),
                            secret.getPrimeQ(),
                            secret.getPrimeExponentP(),
                            secret.getPrimeExponentQ(),
                            secret.getCrtCoefficient())
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("RSA private key cannot be encoded", e);
        }
    }

    /** The "RSA PRIVATE KEY" PEM block, ended by a line feed. */
    public String pem() {
        return Armor.encode(LABEL, der());
    }

    /** A PKCS#1 v1.5 signature over the bytes as they are, without any DigestInfo (tor-spec 0.3). */
    public byte[] sign(byte[] digest) {
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.ENCRYPT_MODE, secret);
            return rsa.doFinal(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign " + digest.length + " bytes with RSA-" + publicKey.bits(), e);
        }
    }
}
