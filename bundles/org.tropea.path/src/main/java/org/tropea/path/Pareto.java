package org.tropea.path;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The Pareto distribution fitted to build times (path-spec 2.4.3). Milliseconds. Immutable. */
record Pareto(double least, double alpha) {

    /** {@code modes}: of how many of the most frequent bins the least time is made. */
    static Pareto fit(int[] times, int count, Map<Integer, Integer> bins, int modes) {
        double least = least(bins, modes);
        double logs = 0;
        for (int i = 0; i < count; i++) {
            logs += Math.log(Math.max(least, times[i]));
        }
        double spread = logs - count * Math.log(least);
        return new Pareto(least, count / Math.max(spread, 1e-9));
    }

    private static double least(Map<Integer, Integer> bins, int modes) {
        List<Map.Entry<Integer, Integer>> most = bins.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, Integer> bin) -> -bin.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(modes)
                .toList();
        double sum = 0;
        double weight = 0;
        for (Map.Entry<Integer, Integer> bin : most) {
            sum += (double) bin.getKey() * bin.getValue();
            weight += bin.getValue();
        }
        return sum / weight;
    }

    /** The time below which this part of all times is. */
    double quantile(double part) {
        return least / Math.pow(1 - part, 1 / alpha);
    }
}
