package org.tropea.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/** Small operations on byte strings that must not leak their contents through time. Stateless, any thread. */
public final class Bytes {
    private Bytes() {}

    /** Whether the arrays are equal, in time that depends only on their lengths. */
    public static boolean constantTimeEquals(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }

    /** Whether {@code len} bytes of both arrays are equal, in time that depends only on {@code len}. */
    public static boolean constantTimeEquals(byte[] a, int aOff, byte[] b, int bOff, int len) {
        int difference = 0;
        for (int i = 0; i < len; i++) {
            difference |= a[aOff + i] ^ b[bOff + i];
        }
        return difference == 0;
    }

    /** Whether every byte is zero, in time that depends only on the length. */
    public static boolean isZero(byte[] bytes) {
        int bits = 0;
        for (byte b : bytes) {
            bits |= b;
        }
        return bits == 0;
    }

    /** The parts one after another in a new array. */
    public static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** A copy of {@code len} bytes from {@code off}. */
    public static byte[] slice(byte[] bytes, int off, int len) {
        return Arrays.copyOfRange(bytes, off, off + len);
    }

    /** The bytes of {@code bytes} after checking that there are exactly {@code length}; {@code what} names them. */
    public static byte[] exactly(byte[] bytes, int length, String what) throws CryptoFault {
        if (bytes.length != length) {
            throw new CryptoFault(what + " has " + bytes.length + " bytes, must have " + length);
        }
        return bytes;
    }

    /** As {@link #exactly} for arguments of our own making: a wrong length is a bug, not a fault. */
    public static byte[] require(byte[] bytes, int length, String what) {
        if (bytes.length != length) {
            throw new IllegalArgumentException(what + " has " + bytes.length + " bytes, must have " + length);
        }
        return bytes;
    }
}
