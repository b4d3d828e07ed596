package org.tropea.itests.bench.load;

import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Spread;

/** What is demanded of the figures, in the median of all pairs. */
final class LoadLimits {
    private static final double NTOR_AT_LEAST = 0.5;
    private static final double HEAP_AT_MOST = 60;
    private static final double GROWTH_AT_MOST = 2;
    /** The limit of the heap is for so many circuits. */
    private static final double HEAP_CIRCUITS = 10_000;

    private LoadLimits() {}

    /** Of {@code figure} under {@code load}. */
    static Limit of(Figure figure, Settings load) {
        if (figure.equals(Figure.NTOR)) {
            return Limit.atLeast(NTOR_AT_LEAST);
        } else if (figure.equals(Figure.HEAP)) {
            return Limit.atMost(HEAP_AT_MOST * load.circuits() / HEAP_CIRCUITS);
        }
        return figure.equals(Figure.GROWTH) ? Limit.atMost(GROWTH_AT_MOST) : Limit.NONE;
    }

    /** What the limit of {@code figure} is for: handshakes are compared with C tor's, null where there are none. */
    static Double judged(Figure figure, Spread tropea, Spread ratio) {
        if (figure.equals(Figure.NTOR)) {
            return ratio == null ? null : Double.valueOf(ratio.median());
        }
        return tropea.median();
    }
}
