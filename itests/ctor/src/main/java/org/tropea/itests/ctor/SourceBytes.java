package org.tropea.itests.ctor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * An endless, seeded sequence of pseudo-random bytes in which every position has its own value (a SplitMix64 finaliser
 * over the word's index), so bytes that were lost, doubled or swapped are seen where it happened. Not thread safe.
 */
final class SourceBytes {

    /** Bytes per chunk; both ends work in whole chunks, only the last may be shorter. */
    static final int CHUNK = 1 << 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final byte[] chunk = new byte[CHUNK];
    private final MessageDigest digest;
    private long state;
    private long position;

    /** The sequence of that seed from its start; {@code digested} also keeps a SHA-256 of all that went by. */
    SourceBytes(long seed, boolean digested) {
        this.state = seed;
        this.digest = digested ? sha256() : null;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next chunk, valid until the next call; its first {@code length} bytes count. */
    byte[] next(int length) {
        for (int i = 0; i < length; i += Long.BYTES) {
            state += STEP;
            LONGS.set(chunk, i, mixed(state));
        }
        position += length;
        if (digest != null) {
            digest.update(chunk, 0, length);
        }
        return chunk;
    }

    private static long mixed(long word) {
        long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Compares what arrived with the next {@code length} bytes: the first position that differs, or −1. */
    long mismatch(byte[] arrived, int length) {
        long start = position;
        int at = Arrays.mismatch(next(length), 0, length, arrived, 0, length);
        return at < 0 ? -1 : start + at;
    }

    /** SHA-256 of all bytes so far, or null when it was not asked for. */
    byte[] digest() {
        return digest == null ? null : digest.digest();
    }
}
