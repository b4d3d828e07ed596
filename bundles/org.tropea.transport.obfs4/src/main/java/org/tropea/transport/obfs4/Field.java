package org.tropea.transport.obfs4;

import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * What BouncyCastle's arithmetic modulo 2^255 - 19 lacks for Elligator 2: roots, and elements of other makings. No branch
 * depends on a value. Stateless, any thread.
 */
final class Field {
    /** A square root of -1. */
    static final int[] ROOT_OF_MINUS_ONE = fromHex("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b");

    private Field() {}

    /** The element of 32 little-endian bytes in hexadecimal. */
    static int[] fromHex(String hex) {
        return decode(HexFormat.of().parseHex(hex));
    }

    static int[] decode(byte[] bytes) {
        int[] out = X25519Field.create();
        X25519Field.decode255(bytes, out);
        return out;
    }

    /** The 32 bytes of the element, reduced completely. */
    static byte[] encode(int[] a) {
        int[] reduced = a.clone();
        X25519Field.normalize(reduced);
        byte[] out = new byte[32];
        X25519Field.encode(reduced, out);
        return out;
    }

    static int[] small(int value) {
        int[] out = X25519Field.create();
        out[0] = value;
        return out;
    }

    static int[] times(int[] a, int[] b) {
        int[] out = X25519Field.create();
        X25519Field.mul(a, b, out);
        return out;
    }

    static int[] square(int[] a, int count) {
        int[] out = X25519Field.create();
        X25519Field.sqr(a, count, out);
        return out;
    }

    static int[] plus(int[] a, int[] b) {
        int[] out = X25519Field.create();
        X25519Field.add(a, b, out);
        X25519Field.carry(out);
        return out;
    }

    static int[] minus(int[] a, int[] b) {
        int[] out = X25519Field.create();
        X25519Field.sub(a, b, out);
        X25519Field.carry(out);
        return out;
    }

    static int[] inverse(int[] a) {
        int[] out = X25519Field.create();
        X25519Field.inv(a, out);
        return out;
    }

    /** -1 if the two are equal, else 0: a mask for {@link #moveIf}. */
    static int equal(int[] a, int[] b) {
        return X25519Field.isZero(normal(minus(a, b)));
    }

    private static int[] normal(int[] a) {
        X25519Field.normalize(a);
        return a;
    }

    /** Copies {@code a} over {@code to} if {@code mask} is -1, not if it is 0. */
    static void moveIf(int mask, int[] a, int[] to) {
        X25519Field.cmov(mask, a, 0, to, 0);
    }

    /** -1 if the number is odd, else 0. */
    static int odd(int[] a) {
        return -(encode(a)[0] & 1);
    }

    /**
     * Puts a square root of 1 / {@code a} into {@code root} and returns -1; if there is none, or {@code a} is 0, returns
     * 0 with something else in {@code root}.
     */
    static int inverseRoot(int[] a, int[] root) {
        int[] cube = times(square(a, 1), a);
        int[] seventh = times(square(cube, 1), a);
        int[] candidate = times(cube, fractionPower(seventh));
        int[] check = times(a, square(candidate, 1));
        int plus = equal(check, small(1));
        int minus = equal(check, minus(small(0), small(1)));
        moveIf(minus, times(candidate, ROOT_OF_MINUS_ONE), candidate);
        X25519Field.copy(candidate, 0, root, 0);
        return plus | minus;
    }

    /** {@code a} to the power of (p - 5) / 8 = 2^252 - 3. */
    private static int[] fractionPower(int[] a) {
        int[] a2 = square(a, 1);
        int[] a9 = times(square(a2, 2), a);
        int[] five = times(square(times(a9, a2), 1), a9); // 2^5 - 1
        int[] ten = times(square(five, 5), five);
        int[] twenty = times(square(ten, 10), ten);
        int[] forty = times(square(twenty, 20), twenty);
        int[] fifty = times(square(forty, 10), ten);
        int[] hundred = times(square(fifty, 50), fifty);
        int[] most = times(square(hundred, 100), hundred);
        int[] almost = times(square(most, 50), fifty);
        return times(square(almost, 2), a);
    }
}
