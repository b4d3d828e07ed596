package org.tropea.crypto.cert;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tropea.crypto.Armor;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Ed25519;
import org.tropea.crypto.Ed25519KeyPair;

/**
 * A Tor Ed25519 certificate (cert-spec 2.1). Parsing proves the form only: call {@link #check} before believing it.
 * Immutable, any thread.
 */
public final class Ed25519Cert {
    /** Label of the armored form. */
    public static final String LABEL = "ED25519 CERT";

    private static final int VERSION = 1;
    private static final int HEADER_LEN = 40;
    private static final int EXTENSION_SIGNED_WITH_KEY = 4;
    private static final int FLAG_AFFECTS_VALIDATION = 1;
    private static final long HOUR = 3600;

    private final byte[] encoded;
    private final byte[] signer;

    private Ed25519Cert(byte[] encoded, byte[] signer) {
        this.encoded = encoded;
        this.signer = signer;
    }

    /**
     * Signs a certificate.
     *
     * @param type one of {@link CertType}
     * @param keyType {@link CertType#KEY_ED25519} or {@link CertType#KEY_SHA256_OF_X509}
     * @param key the 32 certified bytes
     * @param expires seconds since 1970, rounded up to a whole hour
     * @param includeSigner whether the signing key goes in as an extension
     */
    public static Ed25519Cert sign(
            int type, int keyType, byte[] key, long expires, Ed25519KeyPair signingKey, boolean includeSigner) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_LEN + (includeSigner ? 4 + Ed25519.KEY_LEN : 0));
        out.put((byte) VERSION).put((byte) type).putInt(hours(expires)).put((byte) keyType);
        out.put(Bytes.require(key, Ed25519.KEY_LEN, "certified key"));
        out.put((byte) (includeSigner ? 1 : 0));
        if (includeSigner) {
            out.putShort((short) Ed25519.KEY_LEN)
                    .put((byte) EXTENSION_SIGNED_WITH_KEY)
                    .put((byte) 0);
            out.put(signingKey.publicKey());
        }
        byte[] encoded = Bytes.concat(out.array(), signingKey.sign(out.array()));
        return new Ed25519Cert(encoded, includeSigner ? signingKey.publicKey() : null);
    }

    static int hours(long seconds) {
        return (int) ((seconds + HOUR - 1) / HOUR);
    }

    /** Parses exactly one certificate; trailing bytes, a second signing key or an unknown critical extension fault. */
    public static Ed25519Cert parse(byte[] encoded) throws CryptoFault {
        ByteBuffer in = ByteBuffer.wrap(encoded);
        if (encoded.length < HEADER_LEN + Ed25519.SIGNATURE_LEN) {
            throw new CryptoFault("Ed25519 certificate has " + encoded.length + " bytes, needs at least "
                    + (HEADER_LEN + Ed25519.SIGNATURE_LEN));
        }
        if (in.get(0) != VERSION) {
            throw new CryptoFault("Ed25519 certificate has version " + (in.get(0) & 0xFF) + ", only 1 is known");
        }
        in.position(HEADER_LEN - 1);
        byte[] signer = extensions(in, in.get() & 0xFF);
        if (in.remaining() != Ed25519.SIGNATURE_LEN) {
            throw new CryptoFault("Ed25519 certificate ends with " + in.remaining() + " bytes, the signature has "
                    + Ed25519.SIGNATURE_LEN);
        }
        return new Ed25519Cert(encoded.clone(), signer);
    }

    private static byte[] extensions(ByteBuffer in, int count) throws CryptoFault {
        byte[] signer = null;
        for (int i = 0; i < count; i++) {
            if (in.remaining() < 4 || in.remaining() - 4 < (in.getShort(in.position()) & 0xFFFF)) {
                throw new CryptoFault("Ed25519 certificate is cut off in extension " + (i + 1) + " of " + count);
            }
            byte[] body = new byte[in.getShort() & 0xFFFF];
            int type = in.get() & 0xFF;
            int flags = in.get() & 0xFF;
            in.get(body);
            if (type == EXTENSION_SIGNED_WITH_KEY) {
                signer = signerExtension(signer, body);
            } else if ((flags & FLAG_AFFECTS_VALIDATION) != 0) {
                throw new CryptoFault("Ed25519 certificate has unknown extension " + type + " that affects validation");
            }
        }
        return signer;
    }

    private static byte[] signerExtension(byte[] earlier, byte[] body) throws CryptoFault {
        if (earlier != null) {
            throw new CryptoFault("Ed25519 certificate names its signing key twice");
        }
        return Bytes.exactly(body, Ed25519.KEY_LEN, "signing key extension of an Ed25519 certificate");
    }

    /** Parses the armored form, "-----BEGIN ED25519 CERT-----" and so on. */
    public static Ed25519Cert fromArmor(String text) throws CryptoFault {
        return parse(Armor.decode(LABEL, text));
    }

    /** The armored form, ended by a line feed. */
    public String armor() {
        return Armor.encode(LABEL, encoded);
    }

    /** Certificate type, one of {@link CertType} or unknown. */
    public int type() {
        return encoded[1] & 0xFF;
    }

    /** Expiration in seconds since 1970, a whole hour; the certificate is good until then, that second included. */
    public long expires() {
        return (ByteBuffer.wrap(encoded).getInt(2) & 0xFFFFFFFFL) * HOUR;
    }

    /** What the certified key is, one of the {@code KEY_} constants of {@link CertType} or unknown. */
    public int keyType() {
        return encoded[6] & 0xFF;
    }

    /** The 32 certified bytes, a copy. */
    public byte[] key() {
        return Bytes.slice(encoded, 7, Ed25519.KEY_LEN);
    }

    /** The 32-byte signing key from the extension, a copy, or null when the certificate does not name it. */
    public byte[] signer() {
        return signer == null ? null : signer.clone();
    }

    /** The binary form, a copy. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** Checks type, key type, expiration and signature, in this order; each has its own message. */
    public void check(int type, int keyType, byte[] signingKey, long now) throws CryptoFault {
        checkKind(type, keyType);
        checkLive(now);
        checkSignature(signingKey);
    }

    /** Checks that the certificate is of this type and certifies this kind of key. */
    public void checkKind(int type, int keyType) throws CryptoFault {
        if (type() != type) {
            throw new CryptoFault("Ed25519 certificate has type " + type() + ", expected " + type);
        }
        if (keyType() != keyType) {
            throw new CryptoFault(
                    "Ed25519 certificate of type " + type + " has key type " + keyType() + ", expected " + keyType);
        }
    }

    /** Checks that the certificate has not expired at {@code now}, seconds since 1970. */
    public void checkLive(long now) throws CryptoFault {
        if (now > expires()) {
            throw new CryptoFault(
                    "Ed25519 certificate of type " + type() + " expired at " + expires() + ", it is " + now);
        }
    }

    /** Checks the signature with a 32-byte key, which must be the one that the certificate names, if it names one. */
    public void checkSignature(byte[] signingKey) throws CryptoFault {
        if (signer != null && !Arrays.equals(signer, signingKey)) {
            throw new CryptoFault("Ed25519 certificate of type " + type() + " names another signing key");
        }
        int signed = encoded.length - Ed25519.SIGNATURE_LEN;
        byte[] signature = Bytes.slice(encoded, signed, Ed25519.SIGNATURE_LEN);
        if (!Ed25519.verify(signingKey, encoded, 0, signed, signature)) {
            throw new CryptoFault("Ed25519 certificate of type " + type() + " has a bad signature");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519Cert certificate && Arrays.equals(encoded, certificate.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }
}
