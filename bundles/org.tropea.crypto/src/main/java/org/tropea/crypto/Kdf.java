package org.tropea.crypto;

/** Key derivation functions of circuit handshakes. Stateless, any thread. */
public final class Kdf {
    private static final int MAX_KDF_TOR = 256 * Digests.SHA1_LEN;
    private static final int MAX_HKDF = 255 * Digests.SHA256_LEN;

    private Kdf() {}

    /** KDF-TOR (tor-spec 5.2.1): SHA-1 of {@code k0} and a one-byte counter from 0, up to 5,120 bytes. */
    public static byte[] kdfTor(byte[] k0, int length) {
        if (length > MAX_KDF_TOR) {
            throw new IllegalArgumentException("KDF-TOR gives at most " + MAX_KDF_TOR + " bytes, asked for " + length);
        }
        byte[] out = new byte[length];
        for (int at = 0, i = 0; at < length; at += Digests.SHA1_LEN, i++) {
            byte[] block = Digests.sha1(k0, new byte[] {(byte) i});
            System.arraycopy(block, 0, out, at, Math.min(block.length, length - at));
        }
        return out;
    }

    /** HKDF-SHA256 (RFC 5869; KDF-RFC5869 in tor-spec 5.2.2), up to 8,160 bytes. */
    public static byte[] hkdfSha256(byte[] salt, byte[] inputKey, byte[] info, int length) {
        if (length > MAX_HKDF) {
            throw new IllegalArgumentException("HKDF gives at most " + MAX_HKDF + " bytes, asked for " + length);
        }
        byte[] key = Digests.hmacSha256(salt, inputKey);
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        for (int at = 0, i = 1; at < length; at += Digests.SHA256_LEN, i++) {
            block = Digests.hmacSha256(key, block, info, new byte[] {(byte) i});
            System.arraycopy(block, 0, out, at, Math.min(block.length, length - at));
        }
        return out;
    }
}
