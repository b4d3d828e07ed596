package org.tropea.itests.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Smallest, middle and largest of some values; of an even number of values the median is the mean of the two middle ones. */
public record Spread(double min, double median, double max) {

    /** The spread of one figure over all pairs, of which there is at least one. */
    public static <T> Spread of(List<T> pairs, ToDoubleFunction<? super T> figure) {
        double[] sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, Arrays.stream(sorted).max().orElseThrow());
    }

    /** The spread of {@code values}, of which there is at least one. */
    public static Spread of(double... values) {
        return of(Arrays.stream(values).boxed().toList(), Double::doubleValue);
    }
}
