package org.tropea.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An Ed25519 key pair in the expanded form that C tor stores: 32 bytes of scalar and 32 bytes that make nonces, the
 * clamped SHA-512 of a seed. The seed itself cannot be had back. Signing takes about half a millisecond and is meant
 * for certificates and documents, not for cells. Immutable, any thread.
 */
public final class Ed25519KeyPair {
    /** Length of a seed in bytes. */
    public static final int SEED_LEN = 32;
    /** Length of an expanded secret in bytes. */
    public static final int EXPANDED_LEN = 64;

    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    /** Proposal 228 hashes C's string, its terminating zero included. */
    private static final byte[] FROM_CURVE25519 =
            "Derive high part of ed25519 key from curve25519 key\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] expanded;
    private final byte[] publicKey;

    private Ed25519KeyPair(byte[] expanded) {
        this.expanded = expanded;
        this.publicKey = EdwardsPoint.baseTimes(expanded).encode();
    }

    /** A fresh random key pair. */
    public static Ed25519KeyPair generate() {
        return fromSeed(Randomness.bytes(SEED_LEN));
    }

    /** The key pair of a 32-byte RFC 8032 secret. */
    public static Ed25519KeyPair fromSeed(byte[] seed) {
        byte[] expanded = Digests.sha512(Bytes.require(seed, SEED_LEN, "Ed25519 seed"));
        clamp(expanded);
        return new Ed25519KeyPair(expanded);
    }

    /** The key pair of a 64-byte expanded secret, as in {@code ed25519_master_id_secret_key}. */
    public static Ed25519KeyPair fromExpanded(byte[] expanded) {
        return new Ed25519KeyPair(
                Bytes.require(expanded, EXPANDED_LEN, "expanded Ed25519 secret").clone());
    }

    /** The key pair that signs in the name of an ntor onion key (proposal 228); its public key has the sign bit. */
    public static Ed25519KeyPair fromCurve25519(Curve25519KeyPair onionKey) {
        byte[] scalar = onionKey.secret();
        byte[] high = Digests.sha512(scalar, FROM_CURVE25519);
        byte[] expanded = Bytes.concat(scalar, Bytes.slice(high, 0, 32));
        clamp(expanded);
        return new Ed25519KeyPair(expanded);
    }

    private static void clamp(byte[] scalar) {
        scalar[0] &= (byte) 0xF8;
        scalar[31] &= 0x7F;
        scalar[31] |= 0x40;
    }

    /** The 32-byte public key, a copy. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** The 64-byte expanded secret, a copy. */
    public byte[] expandedSecret() {
        return expanded.clone();
    }

    /** The 64-byte signature over the message (RFC 8032, 5.1.6). */
    public byte[] sign(byte[] message) {
        byte[] nonceKey = Arrays.copyOfRange(expanded, 32, 64);
        BigInteger nonce = modOrder(Digests.sha512(nonceKey, message));
        byte[] commitment =
                EdwardsPoint.baseTimes(EdwardsPoint.littleEndian(nonce)).encode();
        BigInteger challenge = modOrder(Digests.sha512(commitment, publicKey, message));
        BigInteger scalar = EdwardsPoint.littleEndian(Arrays.copyOf(expanded, 32));
        BigInteger response = challenge.multiply(scalar).add(nonce).mod(ORDER);
        return Bytes.concat(commitment, EdwardsPoint.littleEndian(response));
    }

    /** The signature over {@code prefix} followed by the message. */
    public byte[] sign(String prefix, byte[] message) {
        return sign(Ed25519.prefixed(prefix, message));
    }

    private static BigInteger modOrder(byte[] digest) {
        return EdwardsPoint.littleEndian(digest).mod(ORDER);
    }
}
