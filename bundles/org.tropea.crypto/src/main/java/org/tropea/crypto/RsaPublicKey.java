package org.tropea.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * An RSA public key in PKCS#1 form, whose SHA-1 digest is a relay's fingerprint (tor-spec 0.3). Immutable, any thread.
 */
public final class RsaPublicKey {
    /** Label of the PEM block. */
    public static final String LABEL = "RSA PUBLIC KEY";

    private static final int MIN_BITS = 512;
    private static final int MAX_BITS = 4096;

    private final BigInteger modulus;
    private final BigInteger exponent;
    private final byte[] der;

    /** The key of a modulus of 512 to 4,096 bits and an odd exponent of at most 32 bits. */
    public RsaPublicKey(BigInteger modulus, BigInteger exponent) throws CryptoFault {
        if (modulus.signum() <= 0 || modulus.bitLength() < MIN_BITS || modulus.bitLength() > MAX_BITS) {
            throw new CryptoFault(
                    "RSA key has " + modulus.bitLength() + " bits, accepted are " + MIN_BITS + " to " + MAX_BITS);
        }
        if (!modulus.testBit(0) || !exponent.testBit(0) || exponent.signum() <= 0 || exponent.bitLength() > 32) {
            throw new CryptoFault("RSA modulus or exponent is even, or the exponent is above 32 bits");
        }
        this.modulus = modulus;
        this.exponent = exponent;
        this.der = encode(modulus, exponent);
    }

    private static byte[] encode(BigInteger modulus, BigInteger exponent) {
        try {
            return new org.bouncycastle.asn1.pkcs.RSAPublicKey(modulus, exponent).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("RSA public key cannot be encoded", e);
        }
    }

    /** Parses a PKCS#1 RSAPublicKey; anything but its exact DER encoding is a fault. */
    public static RsaPublicKey fromDer(byte[] der) throws CryptoFault {
        var parsed = parse(der);
        RsaPublicKey key = new RsaPublicKey(parsed.getModulus(), parsed.getPublicExponent());
        if (!Arrays.equals(key.der, der)) {
            throw new CryptoFault("RSA public key is not encoded in DER");
        }
        return key;
    }

    /** The library answers damaged input with various unchecked exceptions. */
    private static org.bouncycastle.asn1.pkcs.RSAPublicKey parse(byte[] der) throws CryptoFault {
        try {
            var parsed = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(ASN1Primitive.fromByteArray(der));
            return Objects.requireNonNull(parsed);
        } catch (IOException | RuntimeException e) {
            throw new CryptoFault("RSA public key is not a PKCS#1 RSAPublicKey", e);
        }
    }

    /** Parses a "RSA PUBLIC KEY" PEM block. */
    public static RsaPublicKey fromPem(String pem) throws CryptoFault {
        return fromDer(Armor.decode(LABEL, pem));
    }

    /** The PKCS#1 DER encoding, a copy. */
    public byte[] der() {
        return der.clone();
    }

    /** The "RSA PUBLIC KEY" PEM block, ended by a line feed. */
    public String pem() {
        return Armor.encode(LABEL, der);
    }

    /** SHA-1 of the DER encoding: the 20-byte relay identity. */
    public byte[] sha1() {
        return Digests.sha1(der);
    }

    /** SHA-256 of the DER encoding: 32 bytes, the CID or SID of AUTHENTICATE. */
    public byte[] sha256() {
        return Digests.sha256(der);
    }

    /** The fingerprint: {@link #sha1()} in 40 upper-case hexadecimal digits. */
    public String fingerprint() {
        return Encodings.hex(sha1());
    }

    /** Length of the modulus in bits. */
    public int bits() {
        return modulus.bitLength();
    }

    /** The modulus. */
    public BigInteger modulus() {
        return modulus;
    }

    /** The public exponent, 65537 in every key that Tor makes. */
    public BigInteger exponent() {
        return exponent;
    }

    /** What was signed: the contents of a PKCS#1 v1.5 type 1 block, without any DigestInfo (tor-spec 0.3). */
    public byte[] recover(byte[] signature) throws CryptoFault {
        Bytes.exactly(signature, (bits() + 7) / 8, "RSA signature");
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.DECRYPT_MODE, jcaKey());
            return rsa.doFinal(signature);
        } catch (GeneralSecurityException e) {
            throw new CryptoFault("RSA signature is not by this key", e);
        }
    }

    /** Whether the signature covers exactly this digest. */
    public boolean verify(byte[] digest, byte[] signature) {
        try {
            return Bytes.constantTimeEquals(recover(signature), digest);
        } catch (CryptoFault e) {
            return false;
        }
    }

    /** The same key for the JDK's providers. */
    public PublicKey jcaKey() {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the RSA provider refuses a checked key", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RsaPublicKey key && Arrays.equals(der, key.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return "RSA-" + bits() + " " + fingerprint();
    }
}
