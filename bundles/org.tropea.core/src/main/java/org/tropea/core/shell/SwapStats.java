package org.tropea.core.shell;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tropea.core.slot.Swap;

/**
 * One line of {@code swap:stats}: the swaps of one slot, in nanoseconds from offer to adoption by every loop and to the
 * first run.
 *
 * @param slot the slot
 * @param swaps how many there were
 * @param failures how many of them because something failed
 * @param p50Nanos so long half of them took at most until every loop had adopted them
 * @param p99Nanos so long 99 in 100 took at most
 * @param maxNanos so long the slowest took
 * @param ran how many of them decided something
 * @param firstP50Nanos so long half of those took at most until they decided for the first time; -1 when there are none
 * @param firstP99Nanos so long 99 in 100 took at most
 * @param firstMaxNanos so long the slowest took
 */
public record SwapStats(
        String slot,
        int swaps,
        long failures,
        long p50Nanos,
        long p99Nanos,
        long maxNanos,
        int ran,
        long firstP50Nanos,
        long firstP99Nanos,
        long firstMaxNanos) {
    static List<SwapStats> of(List<Swap> swaps) {
        Map<String, List<Swap>> slots =
                swaps.stream().collect(Collectors.groupingBy(Swap::slot, TreeMap::new, Collectors.toList()));
        return slots.entrySet().stream()
                .map(slot -> of(slot.getKey(), slot.getValue()))
                .toList();
    }

    private static SwapStats of(String slot, List<Swap> swaps) {
        List<Long> adopted = swaps.stream().map(Swap::nanos).sorted().toList();
        List<Long> first = swaps.stream()
                .map(Swap::firstRunNanos)
                .filter(nanos -> nanos >= 0)
                .sorted()
                .toList();
        return new SwapStats(
                slot,
                swaps.size(),
                swaps.stream().filter(Swap::failure).count(),
                percentile(adopted, 50),
                percentile(adopted, 99),
                percentile(adopted, 100),
                first.size(),
                percentile(first, 50),
                percentile(first, 99),
                percentile(first, 100));
    }

    /** The smallest value above which no more than the rest of {@code percent} are; -1 of none. */
    private static long percentile(List<Long> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.isEmpty() ? -1 : sorted.get(Math.max(0, rank - 1));
    }

    /** The time that {@code text} tells; IllegalArgumentException when it tells none. */
    static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException bad) {
            throw new IllegalArgumentException(
                    "time " + text + "; accepted are times such as 2026-11-22T12:00:00Z", bad);
        }
    }
}
