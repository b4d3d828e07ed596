package org.tropea.core.circuitmux;

/**
 * How much a cell sent now weighs in the ledgers of one loop: 2 to the power of the half-lives since the loop's epoch.
 * Instead of letting old activity decay, new activity weighs more, so ledgers never change by themselves and compare at
 * any time. Long before the numbers get too large the scale moves: ledgers then divide by 2^{@value #STEP}, exactly and
 * when they are next looked at, which keeps every order. Touched only by its loop; times in its nanoseconds.
 */
public final class ActivityClock {
    private static final int STEP = 400;
    private static final long RESOLUTION = 1_000_000;

    private double halflife;
    private long epoch;
    private long computedAt;
    private double weight = 1;
    private int scale;

    /** A clock whose epoch is {@code now}; {@code halflife} in nanoseconds, above 0. */
    public ActivityClock(long halflife, long now) {
        this.halflife = halflife;
        this.epoch = now;
        this.computedAt = now;
    }

    /** From {@code now} on activity halves every {@code halflife} nanoseconds; what was written stays as it is. */
    public void halflife(long halflife, long now) {
        double exponent = exponent(now);
        this.halflife = halflife;
        this.epoch = now - (long) (exponent * halflife);
        this.computedAt = now;
    }

    /** What a cell sent at {@code now} adds to a ledger; computed at most once per millisecond. */
    public double weight(long now) {
        if (now - computedAt >= RESOLUTION) {
            compute(now);
        }
        return weight;
    }

    private void compute(long now) {
        computedAt = now;
        double exponent = exponent(now);
        if (exponent >= STEP) {
            int steps = (int) (exponent / STEP);
            scale += steps;
            epoch += (long) (steps * (double) STEP * halflife);
            exponent = exponent(now);
        }
        weight = Math.pow(2, exponent);
    }

    private double exponent(long now) {
        return (now - epoch) / halflife;
    }

    /** How often the scale moved; a ledger written under an older scale goes through {@link #rescaled}. */
    int scale() {
        return scale;
    }

    /** {@code value}, written under the scale {@code from}, in today's. */
    double rescaled(double value, int from) {
        return Math.scalb(value, -STEP * Math.min(scale - from, 8));
    }
}
