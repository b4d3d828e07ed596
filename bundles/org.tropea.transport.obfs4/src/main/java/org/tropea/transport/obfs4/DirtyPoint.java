package org.tropea.transport.obfs4;

/**
 * A point of edwards25519 in extended coordinates, with the one product that obfs4's session keys need: the base point
 * times a clamped scalar, plus one of the eight points of low order. Only then can the public key lie anywhere on the
 * curve, as a random string's does; X25519 with a clamped scalar does not see the difference. The steps do not depend on
 * the scalar. Used within one call.
 */
final class DirtyPoint {
    private static final int BITS = 255;
    private static final int[] TWO_D =
            Field.fromHex("59f1b226949bd6eb56b183829a14e00030d1f3eef2808e19e7fcdf56dcd90624");
    private static final int[] BASE_X =
            Field.fromHex("1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921");
    private static final int[] BASE_Y =
            Field.fromHex("5866666666666666666666666666666666666666666666666666666666666666");
    /** A point of order eight. */
    private static final int[] LOW_X =
            Field.fromHex("4ad145c54646a1de38e2e513703c195cbb4ade38329933e9284a3906a0b9d51f");

    private static final int[] LOW_Y =
            Field.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");

    /** The base point times 2, 4, 8, ...: with these a product is nothing but sums. */
    private static final Addend[] DOUBLES = doubles();

    private static final Addend[] LOW = lowOrder();
    private static final Addend NEUTRAL = new DirtyPoint(Field.small(0), Field.small(1)).addend();

    private int[] x;
    private int[] y;
    private int[] z = Field.small(1);
    private int[] t;

    private DirtyPoint(int[] x, int[] y) {
        this.x = x;
        this.y = y;
        this.t = Field.times(x, y);
    }

    /** What of a point a sum needs. */
    private record Addend(int[] sum, int[] difference, int[] twoZ, int[] twoDt) {
        Addend copy() {
            return new Addend(sum.clone(), difference.clone(), twoZ.clone(), twoDt.clone());
        }

        void moveIf(int mask, Addend to) {
            Field.moveIf(mask, sum, to.sum);
            Field.moveIf(mask, difference, to.difference);
            Field.moveIf(mask, twoZ, to.twoZ);
            Field.moveIf(mask, twoDt, to.twoDt);
        }
    }

    private static Addend[] doubles() {
        Addend[] doubles = new Addend[BITS];
        DirtyPoint point = new DirtyPoint(BASE_X, BASE_Y);
        for (int i = 0; i < BITS; i++) {
            doubles[i] = point.addend();
            point.add(doubles[i]);
        }
        return doubles;
    }

    /** The low three bits of a secret choose: bits 0 and 1 which coordinates, bit 2 of the number their sign. */
    private static Addend[] lowOrder() {
        Addend[] low = new Addend[8];
        for (int i = 0; i < low.length; i++) {
            low[i] = new DirtyPoint(
                            coordinate(i, LOW_X, Field.ROOT_OF_MINUS_ONE), coordinate(i + 2, LOW_Y, Field.small(1)))
                    .addend();
        }
        return low;
    }

    private static int[] coordinate(int bits, int[] odd, int[] two) {
        int[] value = (bits & 1) != 0 ? odd : (bits & 2) != 0 ? two : Field.small(0);
        return (bits & 4) != 0 ? Field.minus(Field.small(0), value) : value;
    }

    /** The Montgomery u coordinate of the public key of 32 secret bytes, not yet clamped. */
    static int[] publicKey(byte[] secret) {
        DirtyPoint sum = new DirtyPoint(Field.small(0), Field.small(1));
        Addend addend = NEUTRAL.copy();
        for (int bit = 3; bit < BITS; bit++) {
            int set = bit == BITS - 1 ? 1 : secret[bit >>> 3] >>> (bit & 7) & 1;
            NEUTRAL.moveIf(-1, addend);
            DOUBLES[bit].moveIf(-set, addend);
            sum.add(addend);
        }
        for (int i = 0; i < LOW.length; i++) {
            LOW[i].moveIf((i ^ secret[0] & 7) - 1 >> 31, addend);
        }
        sum.add(addend);
        return sum.montgomery();
    }

    private Addend addend() {
        return new Addend(Field.plus(y, x), Field.minus(y, x), Field.plus(z, z), Field.times(t, TWO_D));
    }

    /** The complete addition law (RFC 8032, 5.1.4). */
    private void add(Addend q) {
        int[] a = Field.times(Field.minus(y, x), q.difference);
        int[] b = Field.times(Field.plus(y, x), q.sum);
        int[] c = Field.times(t, q.twoDt);
        int[] d = Field.times(z, q.twoZ);
        int[] e = Field.minus(b, a);
        int[] f = Field.minus(d, c);
        int[] g = Field.plus(d, c);
        int[] h = Field.plus(b, a);
        x = Field.times(e, f);
        y = Field.times(g, h);
        z = Field.times(f, g);
        t = Field.times(e, h);
    }

    private int[] montgomery() {
        return Field.times(Field.plus(z, y), Field.inverse(Field.minus(z, y)));
    }
}
