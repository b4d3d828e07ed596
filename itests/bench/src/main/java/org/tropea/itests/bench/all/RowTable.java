package org.tropea.itests.bench.all;

import java.io.PrintStream;
import java.util.Locale;
import org.tropea.itests.bench.Spread;

/** Rows as lines for people. */
final class RowTable {
    private static final String FORMAT = "%-12s %-15s %-10s %9s %9s  %6s %6s %6s  %s";

    private RowTable() {}

    /** The whole table, what it is about included. */
    static void print(PrintStream out, Report report) {
        out.printf(FORMAT + "%n", "", "", "", "", "", "", "T/C", "", "");
        out.printf(FORMAT + "%n", "row", "Tropea", "unit", "C tor", "Tropea", "min", "median", "max", "limit");
        report.rows().forEach(row -> out.println(line(row)));
        report.failures().forEach(failure -> out.println("FAILED " + failure));
        out.println(
                report.missed().isEmpty() ? "no limit missed" : report.missed().size() + " limits MISSED");
    }

    static String line(Row row) {
        Spread ratio = row.spread();
        return String.format(
                        Locale.ROOT,
                        FORMAT,
                        row.name(),
                        text(row.relay()),
                        text(row.unit()),
                        number(row.ctor()),
                        number(row.tropea()),
                        ratio == null ? "" : number(ratio.min()),
                        ratio == null ? "" : number(ratio.median()),
                        ratio == null ? "" : number(ratio.max()),
                        verdict(row))
                .stripTrailing();
    }

    private static String verdict(Row row) {
        String limit =
                row.limit() == null ? "" : row.limit() + (row.met() == null ? "" : row.met() ? "  met" : "  MISSED");
        return row.note() == null ? limit : (limit + "  " + row.note()).strip();
    }

    static String text(String value) {
        return value == null ? "" : value;
    }

    /** Three digits, or all before the point. */
    static String number(Double value) {
        if (value == null) {
            return "";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 10 ? "%.2f" : size < 1000 ? "%.1f" : "%,.0f", value);
    }
}
