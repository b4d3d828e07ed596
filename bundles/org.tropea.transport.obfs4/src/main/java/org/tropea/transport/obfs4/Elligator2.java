package org.tropea.transport.obfs4;

/**
 * Elligator 2 over Curve25519 (Bernstein, Hamburg, Krasnova and Lange 2013), as obfs4proxy has it from 0.0.14 on: half
 * of all points have a representative, a 254-bit number that looks random; its two top bits are random too, and who maps
 * back clears them. Stateless, any thread.
 */
final class Elligator2 {
    /** Bytes of a representative and of a public key. */
    static final int LENGTH = 32;

    private static final int[] A = Field.small(486_662);
    private static final int[] ONE = Field.small(1);
    private static final int[] ZERO = Field.small(0);
    private static final int TOP_BITS = 0xc0;

    private Elligator2() {}

    /**
     * The representative of the point with coordinate {@code u}, or null. Bit 0 of {@code tweak} chooses among two, bits
     * 6 and 7 are its top bits.
     */
    static byte[] representative(int[] u, int tweak) {
        int[] other = Field.plus(u, A);
        int[] product = Field.times(u, other);
        int[] root = new int[u.length];
        int found = Field.inverseRoot(Field.minus(ZERO, Field.plus(product, product)), root);
        if (found == 0) {
            return null;
        }
        int[] numerator = u.clone();
        Field.moveIf(-(tweak & 1), other, numerator);
        int[] r = Field.times(numerator, root);
        // Of r and -r the one whose double is even, which is the one of at most (p - 1) / 2.
        Field.moveIf(Field.odd(Field.plus(r, r)), Field.minus(ZERO, r), r);
        byte[] out = Field.encode(r);
        out[LENGTH - 1] |= (byte) (tweak & TOP_BITS);
        return out;
    }

    /** The public key that any 32 bytes represent. */
    static byte[] publicKey(byte[] representative) {
        byte[] number = representative.clone();
        number[LENGTH - 1] &= (byte) ~TOP_BITS;
        int[] r = Field.decode(number);
        int[] square = Field.square(r, 1);
        int[] t = Field.plus(square, square);
        int[] d = Field.plus(t, ONE);
        int[] u = Field.minus(ZERO, Field.times(A, Field.inverse(d)));
        // u is on the curve if A (A^2 t - d^2) d is a square: u^3 + A u^2 + u times d^4.
        int[] curve = Field.minus(Field.times(Field.square(A, 1), t), Field.square(d, 1));
        int[] inverseRoot = new int[u.length];
        int onCurve = Field.inverseRoot(Field.times(Field.times(A, curve), d), inverseRoot);
        Field.moveIf(~onCurve, Field.minus(ZERO, Field.plus(u, A)), u);
        return Field.encode(u);
    }
}
