package org.tropea.itests.bench.kist;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All runs of all rounds; prints each as it comes. */
public final class Rounds {
    private final PrintStream out;
    private final Map<Variant, List<Run>> runs = new EnumMap<>(Variant.class);

    Rounds(PrintStream out, Set<Variant> variants) {
        this.out = out;
        variants.forEach(variant -> runs.put(variant, new ArrayList<>()));
    }

    /** The runs of each variant, one of each round. */
    public Map<Variant, List<Run>> runs() {
        return runs;
    }

    void add(int round, Variant variant, Run run) {
        runs.get(variant).add(run);
        out.printf(
                Locale.ROOT,
                "%d %-16s %3d fetches, median %6.0f ms, bulk %5.1f Mbit/s%n",
                round,
                variant.label(),
                run.fetches().size(),
                run.medianMillis(),
                run.bulkMbits());
    }

    void summary() {
        runs.forEach((variant, all) -> out.printf(
                Locale.ROOT,
                "%-16s %6.0f ms %5.1f Mbit/s%n",
                variant.label(),
                Run.median(all.stream().map(Run::medianMillis).toList()),
                Run.median(all.stream().map(Run::bulkMbits).toList())));
    }
}
