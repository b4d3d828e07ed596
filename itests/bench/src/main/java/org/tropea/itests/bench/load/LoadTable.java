package org.tropea.itests.bench.load;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.tropea.itests.bench.Spread;

/** The result as lines for people. */
final class LoadTable {
    private static final double NTOR_AT_LEAST = 0.5;
    private static final double HEAP_AT_MOST = 60;
    private static final double GROWTH_AT_MOST = 2;
    /** The limit of the heap is for so many circuits. */
    private static final double HEAP_CIRCUITS = 10_000;

    private final PrintStream out;

    LoadTable(PrintStream out) {
        this.out = out;
    }

    /** One visit, as soon as it is over. */
    void visit(String relay, int number, Map<Figure, Double> figures) {
        out.printf("%s, visit %d%n", relay, number);
        figures.forEach((figure, value) -> out.printf(
                Locale.ROOT, "    %-33s %10s %s%n", figure.name(), value.isNaN() ? "-" : text(value), figure.unit()));
    }

    void summary(LoadResult result) {
        out.printf("%n%-40s %9s %9s   %s%n", "medians", "C tor", "Tropea", "Tropea/C tor min  median  max");
        for (LoadResult.Row row : result.figures()) {
            out.printf(
                    Locale.ROOT,
                    "%-34s %5s %9s %9s   %s%n",
                    row.name(),
                    row.unit(),
                    row.ctor() == null ? "-" : text(row.ctor().median()),
                    text(row.tropea().median()),
                    row.ratio() == null ? "" : ratio(row.ratio()));
        }
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String ratio(Spread ratio) {
        return String.format(Locale.ROOT, "%16.2f  %6.2f %5.2f", ratio.min(), ratio.median(), ratio.max());
    }

    /** Whether the limits are kept, in the median; says so for each. */
    boolean verdict(LoadResult result) {
        double most = HEAP_AT_MOST * result.load().circuits() / HEAP_CIRCUITS;
        boolean kept = true;
        LoadResult.Row ntor = result.row(Figure.NTOR);
        if (ntor != null) {
            kept &= line(
                    "CREATE2 per CPU-second, of C tor's, at least",
                    NTOR_AT_LEAST,
                    ntor.ratio().median(),
                    false);
        }
        LoadResult.Row heap = result.row(Figure.HEAP);
        if (heap != null) {
            kept &= line(
                    "MiB of live heap for the idle circuits, at most",
                    most,
                    heap.tropea().median(),
                    true);
        }
        LoadResult.Row growth = result.row(Figure.GROWTH);
        if (growth != null) {
            kept &= line(
                    "dearest/cheapest CPU per cell, at most",
                    GROWTH_AT_MOST,
                    growth.tropea().median(),
                    true);
        }
        return kept;
    }

    private boolean line(String what, double limit, double value, boolean most) {
        boolean kept = most ? value <= limit : value >= limit;
        out.printf(Locale.ROOT, "%-6s %s %.2f: %.2f%n", kept ? "kept" : "MISSED", what, limit, value);
        return kept;
    }
}
