package org.tropea.itests.bench.load;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.tropea.itests.bench.Spread;

/** The result as lines for people. */
final class LoadTable {
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
        boolean kept = true;
        for (LoadResult.Row row : result.figures()) {
            if (row.met() != null) {
                kept &= row.met();
                out.printf(
                        Locale.ROOT,
                        "%-6s %s, %s: %.2f%n",
                        row.met() ? "met" : "MISSED",
                        row.name(),
                        row.limit(),
                        row.judged());
            }
        }
        return kept;
    }
}
