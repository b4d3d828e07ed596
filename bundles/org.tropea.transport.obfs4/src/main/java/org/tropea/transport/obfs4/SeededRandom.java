package org.tropea.transport.obfs4;

/**
 * Numbers from a {@link SipChain} as Go's math/rand makes them of a source: what a bridge draws from its seed must be
 * what obfs4proxy would draw, so that a bridge that moves over looks like before. Belongs to one owner.
 */
final class SeededRandom {
    private static final double UNIT = 0x1p-63;

    private final SipChain source;

    SeededRandom(byte[] seed) {
        source = new SipChain(seed, 0);
    }

    /** A number from 0 to {@code bound} - 1; may draw several blocks, and draws one for a bound of 1. */
    int below(int bound) {
        int drawn = int31();
        if ((bound & -bound) == bound) {
            return drawn & bound - 1;
        }
        int most = Integer.MAX_VALUE - (int) ((1L << 31) % bound);
        while (drawn > most) {
            drawn = int31();
        }
        return drawn % bound;
    }

    private int int31() {
        return (int) (source.next() << 1 >>> 33);
    }

    /** A number from 0 to below 1; of 63 bits, and drawn again when they round up to 1. */
    double fraction() {
        double drawn = 1;
        while (drawn == 1) {
            drawn = (source.next() & Long.MAX_VALUE) * UNIT;
        }
        return drawn;
    }

    /** The numbers from 0 to {@code count} - 1 in some order. */
    int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
