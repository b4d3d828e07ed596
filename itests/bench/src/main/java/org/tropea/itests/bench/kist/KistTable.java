package org.tropea.itests.bench.kist;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The result as lines for people; a line per run is printed as soon as it is measured. */
final class KistTable {
    private final PrintStream out;

    KistTable(PrintStream out) {
        this.out = out;
    }

    void head(String bottleneck, String congestionControl) {
        line("bottleneck %s, congestion control %s", bottleneck, congestionControl);
        line("%-5s %-16s %8s %12s %14s", "round", "guard relay", "fetches", "median", "bulk");
    }

    void run(int round, Variant variant, Run run) {
        line(
                "%-5d %-16s %8d %9.0f ms %7.1f Mbit/s",
                round, variant.label(), run.fetches().size(), run.fetchMillis(), run.bulkMbits());
    }

    void summary(KistResult result) {
        line("%n%-16s %28s   %22s", "", "median fetch (min … max)", "bulk (min … max)");
        result.runs()
                .forEach((variant, runs) -> line(
                        "%-16s %s ms   %s Mbit/s",
                        variant.label(),
                        spread("%6.0f (%5.0f … %5.0f)", runs, Run::fetchMillis, Gain.fetch(runs)),
                        spread("%5.1f (%4.1f … %4.1f)", runs, Run::bulkMbits, Gain.bulk(runs))));
        gain("Tropea", result.tropea());
        gain("C tor", result.ctor());
        if (result.tropea() != null) {
            line(
                    "KIST %s what it should: fetches %.0f %% shorter, or C tor's gain less %.0f points; bulk at least %.2f",
                    result.passed() ? "does" : "DOES NOT do",
                    100 * Gain.LEAST_FETCH,
                    100 * Gain.BEHIND_CTOR,
                    Gain.LEAST_BULK);
        }
    }

    private void gain(String make, Gain gain) {
        if (gain != null) {
            line(
                    "%s: fetches take %.1f %% less with KIST, bulk is %.3f of vanilla's",
                    make, 100 * gain.fetch(), gain.bulk());
        }
    }

    private static String spread(String format, List<Run> runs, ToDoubleFunction<Run> figure, double median) {
        double least = runs.stream().mapToDouble(figure).min().orElseThrow();
        double most = runs.stream().mapToDouble(figure).max().orElseThrow();
        return String.format(Locale.ROOT, format, median, least, most);
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
