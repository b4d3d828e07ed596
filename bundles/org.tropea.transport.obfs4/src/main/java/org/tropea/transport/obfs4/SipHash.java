package org.tropea.transport.obfs4;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 with a 64-bit result (Aumasson and Bernstein 2012): what the replay filter and the {@link SipChain} stand
 * on. One object hashes one message, given in whole words; used within one thread.
 */
final class SipHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = 8;

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    /** An empty message under the 128-bit key {@code k0}, {@code k1}. */
    SipHash(long k0, long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /** Eight little-endian bytes. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** The hash of {@code length} bytes. */
    static long hash(long k0, long k1, byte[] bytes, int at, int length) {
        SipHash sip = new SipHash(k0, k1);
        int whole = length / WORD * WORD;
        for (int i = 0; i < whole; i += WORD) {
            sip.add(word(bytes, at + i));
        }
        long rest = 0;
        for (int i = length - 1; i >= whole; i--) {
            rest = rest << 8 | bytes[at + i] & 0xff;
        }
        return sip.end(rest, length);
    }

    /** Takes in eight more bytes. */
    void add(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    /** The hash of what was added, the up to seven bytes of {@code rest} and nothing more; {@code this} is used up. */
    long end(long rest, int length) {
        add(rest | (long) length << 56);
        v2 ^= 0xff;
        round();
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** As {@link #end} after whole words, but more can still be added. */
    long soFar(int length) {
        long w0 = v0;
        long w1 = v1;
        long w2 = v2;
        long w3 = v3;
        long hash = end(0, length);
        v0 = w0;
        v1 = w1;
        v2 = w2;
        v3 = w3;
        return hash;
    }

    private void round() {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
    }
}
