package org.tropea.itests.swap.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Some measured values, sorted. Immutable. */
public final class Distribution {
    private final double[] sorted;

    /** Of these values. */
    public Distribution(List<Double> values) {
        sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** How many. */
    public int count() {
        return sorted.length;
    }

    /** The smallest value that {@code percent} of all do not exceed; NaN of nothing. */
    public double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(1, rank) - 1];
    }

    /** The middle one; of an even number the mean of both. */
    public double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 || half == 0 ? percentile(50) : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** All of it. */
    public double[] values() {
        return Arrays.copyOf(sorted, sorted.length);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f … %.2f … %.2f", percentile(0), median(), percentile(100));
    }
}
