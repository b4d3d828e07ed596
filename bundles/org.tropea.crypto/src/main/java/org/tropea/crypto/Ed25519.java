package org.tropea.crypto;

import java.nio.charset.StandardCharsets;

/** What one can do with an Ed25519 public key (RFC 8032). Stateless, any thread. */
public final class Ed25519 {
    /** Length of a public key in bytes. */
    public static final int KEY_LEN = 32;
    /** Length of a signature in bytes. */
    public static final int SIGNATURE_LEN = 64;

    private Ed25519() {}

    /** Whether {@code signature} (64 bytes) is by {@code publicKey} (32 bytes) over the message. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return verify(publicKey, message, 0, message.length, signature);
    }

    /** As {@link #verify(byte[], byte[], byte[])} over {@code len} bytes of the message from {@code off}. */
    public static boolean verify(byte[] publicKey, byte[] message, int off, int len, byte[] signature) {
        return publicKey.length == KEY_LEN
                && signature.length == SIGNATURE_LEN
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, publicKey, 0, message, off, len);
    }

    /** Whether the signature is over {@code prefix} followed by the message. */
    public static boolean verify(byte[] publicKey, String prefix, byte[] message, byte[] signature) {
        return verify(publicKey, prefixed(prefix, message), signature);
    }

    /**
     * Whether the key is a point of the group that the base point generates, not another one with a part of small order:
     * several such keys pass for each other in some checks.
     */
    public static boolean isOfPrimeOrder(byte[] publicKey) {
        return publicKey.length == KEY_LEN
                && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(publicKey, 0);
    }

    /** The Ed25519 key of a Curve25519 one and the sign bit of its x coordinate, 0 or 1 (proposal 228). */
    public static byte[] fromCurve25519(byte[] curve25519PublicKey, int signBit) {
        return EdwardsPoint.fromMontgomery(
                Bytes.require(curve25519PublicKey, Curve25519KeyPair.KEY_LEN, "Curve25519 public key"), signBit);
    }

    /** The sign bit of an encoded public key, 0 or 1. */
    public static int signBit(byte[] publicKey) {
        return (publicKey[KEY_LEN - 1] >>> 7) & 1;
    }

    static byte[] prefixed(String prefix, byte[] message) {
        return Bytes.concat(prefix.getBytes(StandardCharsets.US_ASCII), message);
    }
}
