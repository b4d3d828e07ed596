package org.tropea.itests.bench.kist;

import java.util.List;

/** One variant in one round: how long each fetch took, in seconds, and what the bulk circuits carried meanwhile. */
public record Run(List<Double> fetches, double bulkMbits) {

    /** The median fetch time in milliseconds. */
    public double fetchMillis() {
        return 1000 * median(fetches);
    }

    /** The middle value; the mean of the two middle ones of an even number. */
    static double median(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException("not one fetch came to its end");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
