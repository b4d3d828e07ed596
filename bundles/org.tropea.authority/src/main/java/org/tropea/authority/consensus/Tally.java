package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How authorities find one value among many (dir-spec 3.8): medians and the most frequent. Stateless. */
final class Tally {
    /** A value with the number of times that it was given. */
    record Count<T>(T value, int times) {}

    private Tally() {}

    /** The low median: of an even number of values the lower of the two in the middle. */
    static long median(Collection<? extends Number> values) {
        long[] sorted = values.stream().mapToLong(Number::longValue).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    /**
     * The value given most often; among values given equally often the greatest in {@code order}; null when there is
     * none. Values that are equal in {@code order} count as one, the one given first.
     */
    static <T> Count<T> mostFrequent(Collection<T> values, Comparator<? super T> order) {
        Count<T> best = null;
        for (Count<T> each : counts(values, order)) {
            best = best == null || each.times >= best.times ? each : best;
        }
        return best;
    }

    /** The values given more than {@code least} times, in order. */
    static <T> List<T> moreThan(int least, Collection<T> values, Comparator<? super T> order) {
        List<T> found = new ArrayList<>();
        for (Count<T> each : counts(values, order)) {
            if (each.times > least) {
                found.add(each.value);
            }
        }
        return found;
    }

    /** Each different value in order, with the number of times that it was given. */
    static <T> List<Count<T>> counts(Collection<T> values, Comparator<? super T> order) {
        List<T> sorted = new ArrayList<>(values);
        sorted.sort(order);
        List<Count<T>> counts = new ArrayList<>();
        for (int from = 0, to; from < sorted.size(); from = to) {
            to = from + 1;
            while (to < sorted.size() && order.compare(sorted.get(from), sorted.get(to)) == 0) {
                to++;
            }
            counts.add(new Count<>(sorted.get(from), to - from));
        }
        return counts;
    }
}
