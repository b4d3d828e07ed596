package org.tropea.transport.obfs4;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Poly1305 (RFC 8439, 2.5) of one message after another, each under its own key, on three limbs of 44, 44 and 42 bits.
 * No branch or look-up depends on key or message. Allocates nothing; belongs to one thread.
 */
final class Poly1305 {
    /** Bytes of a tag, and of each half of a key. */
    static final int TAG = 16;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MASK44 = (1L << 44) - 1;
    private static final long MASK42 = (1L << 42) - 1;
    /** Shifts of the two factors that together move bit 44 of a product to bit 64, where multiplyHigh cuts. */
    private static final int SHIFT_H = 9;

    private static final int SHIFT_R = 20 - SHIFT_H;
    private static final long END = 1L << 40;

    private final byte[] last = new byte[TAG];
    private long r0;
    private long r1;
    private long r2;
    private long s1;
    private long s2;
    private long h0;
    private long h1;
    private long h2;

    /** Puts the tag of {@code length} bytes at {@code at} into {@code tag}; the key is 32 bytes at {@code keyAt}. */
    void tag(byte[] key, int keyAt, byte[] message, int at, int length, byte[] tag, int tagAt) {
        key(word(key, keyAt), word(key, keyAt + 8));
        int whole = length & -TAG;
        blocks(message, at, whole, END);
        if (whole < length) {
            rest(message, at + whole, length - whole);
        }
        finish(word(key, keyAt + 16), word(key, keyAt + 24), tag, tagAt);
    }

    private static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    private void key(long low, long high) {
        r0 = low & 0xffc0fffffffL;
        r1 = (low >>> 44 | high << 20) & 0xfffffc0ffffL;
        r2 = high >>> 24 & 0x00ffffffc0fL;
        s1 = 20 * r1 << SHIFT_R;
        s2 = 20 * r2 << SHIFT_R;
        r0 <<= SHIFT_R;
        r1 <<= SHIFT_R;
        r2 <<= SHIFT_R;
        h0 = 0;
        h1 = 0;
        h2 = 0;
    }

    private void rest(byte[] message, int at, int length) {
        long low = 0;
        long high = 0;
        for (int i = length - 1; i >= 0; i--) {
            high = high << 8 | low >>> 56;
            low = low << 8 | message[at + i] & 0xff;
        }
        low |= length < 8 ? 1L << 8 * length : 0;
        high |= length < 8 ? 0 : 1L << 8 * (length - 8);
        WORDS.set(last, 0, low);
        WORDS.set(last, 8, high);
        blocks(last, 0, TAG, 0);
    }

    private void blocks(byte[] message, int at, int length, long end) {
        long k0 = r0;
        long k1 = r1;
        long k2 = r2;
        long t1 = s1;
        long t2 = s2;
        long a0 = h0;
        long a1 = h1;
        long a2 = h2;
        for (int i = at; i < at + length; i += TAG) {
            long low = word(message, i);
            long high = word(message, i + 8);
            a0 = a0 + (low & MASK44) << SHIFT_H;
            a1 = a1 + ((low >>> 44 | high << 20) & MASK44) << SHIFT_H;
            a2 = a2 + (high >>> 24 | end) << SHIFT_H;
            long p0 = low(a0 * k0) + low(a1 * t2) + low(a2 * t1);
            long p1 = low(a0 * k1) + low(a1 * k0) + low(a2 * t2);
            long p2 = low(a0 * k2) + low(a1 * k1) + low(a2 * k0);
            long q0 = high(a0, k0) + high(a1, t2) + high(a2, t1);
            long q1 = high(a0, k1) + high(a1, k0) + high(a2, t2);
            long q2 = high(a0, k2) + high(a1, k1) + high(a2, k0);
            p1 += q0 + (p0 >>> 44);
            p2 += q1 + (p1 >>> 44);
            a0 = (p0 & MASK44) + 5 * ((q2 << 2) + (p2 >>> 42));
            a1 = (p1 & MASK44) + (a0 >>> 44);
            a0 &= MASK44;
            a2 = p2 & MASK42;
        }
        h0 = a0;
        h1 = a1;
        h2 = a2;
    }

    /** The 44 low bits of a product that was moved up by 20. */
    private static long low(long product) {
        return product >>> 20;
    }

    private static long high(long a, long b) {
        return Math.multiplyHigh(a, b);
    }

    private void finish(long padLow, long padHigh, byte[] tag, int at) {
        carry();
        carry();
        long g0 = h0 + 5;
        long g1 = h1 + (g0 >>> 44);
        long g2 = h2 + (g1 >>> 44) - (1L << 42);
        long below = g2 >> 63; // all ones if h < p
        h0 = h0 & below | g0 & MASK44 & ~below;
        h1 = h1 & below | g1 & MASK44 & ~below;
        h2 = h2 & below | g2 & ~below;
        long low = h0 | h1 << 44;
        long high = h1 >>> 20 | h2 << 24;
        long sum = low + padLow;
        WORDS.set(tag, at, sum);
        WORDS.set(tag, at + 8, high + padHigh + carryOf(low, padLow, sum));
    }

    private static long carryOf(long a, long b, long sum) {
        return (a & b | (a | b) & ~sum) >>> 63;
    }

    private void carry() {
        h1 += h0 >>> 44;
        h0 &= MASK44;
        h2 += h1 >>> 44;
        h1 &= MASK44;
        h0 += 5 * (h2 >>> 42);
        h2 &= MASK42;
        h1 += h0 >>> 44;
        h0 &= MASK44;
    }
}
