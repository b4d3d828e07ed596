package org.tropea.itests.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Smallest, middle and largest of some values; of an even number of values the median is the mean of the two middle ones. */
public record Spread(double min, double median, double max) {

    /** The spread of one figure over all pairs. */
    static Spread of(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
        return of(pairs.stream().mapToDouble(figure).toArray());
    }

    /** The spread of {@code values}, of which there is at least one. */
    public static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
