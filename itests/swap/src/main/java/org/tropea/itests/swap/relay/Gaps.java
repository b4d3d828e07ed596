package org.tropea.itests.swap.relay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Wall-clock gaps in which the relay had cells queued and wrote none, in milliseconds; from {@code sched:gaps}. */
public record Gaps(long count, double p50, double p99, double max) {
    /** Starts counting anew. */
    public static void reset(Shell shell) {
        if (shell.has("sched:gaps")) {
            shell.run("sched:resetgaps");
        }
    }

    /** Those since the last reset, of the loop with the longest; all NaN of a relay that does not tell. */
    public static Gaps read(Shell shell) {
        if (!shell.has("sched:gaps")) {
            return new Gaps(0, Double.NaN, Double.NaN, Double.NaN);
        }
        Gaps worst = null;
        for (JsonNode loop : shell.json("sched:gaps")) {
            Gaps gaps = of(loop);
            worst = worst == null || gaps.p99 > worst.p99 ? gaps : worst;
        }
        if (worst == null) {
            throw new IllegalStateException("sched:gaps tells of no loop");
        }
        return worst;
    }

    private static Gaps of(JsonNode loop) {
        return new Gaps(
                number(loop, "count"), millis(loop, "p50Nanos"), millis(loop, "p99Nanos"), millis(loop, "maxNanos"));
    }

    private static long number(JsonNode loop, String name) {
        if (!loop.has(name)) {
            throw new IllegalStateException("sched:gaps --json tells no " + name + ": " + loop);
        }
        return loop.get(name).asLong();
    }

    private static double millis(JsonNode loop, String name) {
        return number(loop, name) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.2f, p99 %.2f, max %.2f ms of %d", p50, p99, max, count);
    }
}
