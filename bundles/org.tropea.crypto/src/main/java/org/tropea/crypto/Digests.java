package org.tropea.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Digests from the JDK's providers. Stateless apart from the {@link MessageDigest} objects handed out; any thread. */
public final class Digests {
    /** Length of a SHA-1 digest in bytes. */
    public static final int SHA1_LEN = 20;
    /** Length of a SHA-256 digest in bytes. */
    public static final int SHA256_LEN = 32;

    private static final int SHA256_BLOCK = 64;

    private Digests() {}

    /** SHA-1 over the parts one after another: 20 bytes. */
    public static byte[] sha1(byte[]... parts) {
        return digest(newSha1(), parts);
    }

    /** SHA-256 over the parts one after another: 32 bytes. */
    public static byte[] sha256(byte[]... parts) {
        return digest(newSha256(), parts);
    }

    /** SHA3-256 over the parts one after another: 32 bytes. */
    public static byte[] sha3(byte[]... parts) {
        return digest(named("SHA3-256"), parts);
    }

    /** SHA-512 over the parts one after another: 64 bytes. */
    public static byte[] sha512(byte[]... parts) {
        return digest(named("SHA-512"), parts);
    }

    /** HMAC-SHA256 (RFC 2104) of the parts one after another: 32 bytes. */
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        // The JDK's digest has the processor's help; its Mac costs more to look up and set up than what we hash.
        MessageDigest sha256 = newSha256();
        byte[] pad = Arrays.copyOf(key.length > SHA256_BLOCK ? digest(sha256, key) : key, SHA256_BLOCK);
        sha256.update(xored(pad, 0x36));
        byte[] inner = digest(sha256, parts);
        return digest(sha256, xored(pad, 0x36 ^ 0x5c), inner);
    }

    private static byte[] xored(byte[] pad, int with) {
        for (int i = 0; i < pad.length; i++) {
            pad[i] ^= (byte) with;
        }
        return pad;
    }

    /** A new running SHA-1, owned by the caller. */
    public static MessageDigest newSha1() {
        return named("SHA-1");
    }

    /** A new running SHA-256, owned by the caller; the link handshake's logs are two of these. */
    public static MessageDigest newSha256() {
        return named("SHA-256");
    }

    /** An independent copy in the same state. Costs 208 bytes for SHA-1: for edges only. */
    public static MessageDigest copyOf(MessageDigest running) {
        try {
            return (MessageDigest) running.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("digest provider without clone: " + running.getProvider(), e);
        }
    }

    /** The digest of what {@code running} has seen so far; {@code running} itself goes on unchanged. */
    public static byte[] peek(MessageDigest running) {
        return copyOf(running).digest();
    }

    /** As {@link #peek(MessageDigest)} into {@code out} at {@code off}, which must have room for the whole digest. */
    public static void peek(MessageDigest running, byte[] out, int off) {
        try {
            copyOf(running).digest(out, off, running.getDigestLength());
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a digest at " + off + " of " + out.length, e);
        }
    }

    private static byte[] digest(MessageDigest digest, byte[]... parts) {
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest named(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks " + algorithm, e);
        }
    }
}
