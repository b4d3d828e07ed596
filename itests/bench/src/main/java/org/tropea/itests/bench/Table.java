package org.tropea.itests.bench;

import java.io.PrintStream;
import java.util.Locale;

/** The result as lines for people; a line per pair is printed as soon as the pair is measured. */
final class Table {

    private static final String ROW = "%-7s %8.2f %8.2f %7.2f   %8.1f %8.1f %7.2f%n";

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void head() {
        out.printf("%-7s %25s   %25s%n", "", "CPU-s per GiB", "MiB/s");
        out.printf("%-7s %8s %8s %7s   %8s %8s %7s%n", "pair", "C tor", "Tropea", "T/C", "C tor", "Tropea", "T/C");
    }

    void row(int number, Pair pair) {
        Measurement c = pair.ctor();
        Measurement t = pair.tropea();
        out.printf(
                Locale.ROOT,
                ROW,
                number,
                c.cpuPerGib(),
                t.cpuPerGib(),
                pair.cpuRatio(),
                c.mibPerSecond(),
                t.mibPerSecond(),
                pair.rateRatio());
    }

    void summary(Result result) {
        line("CPU-s/GiB C tor", result.ctorCpuPerGib());
        line("CPU-s/GiB Tropea", result.tropeaCpuPerGib());
        line("CPU ratio T/C", result.cpuRatio());
        line("rate ratio T/C", result.rateRatio());
    }

    private void line(String name, Spread spread) {
        out.printf(
                Locale.ROOT,
                "%-17s min %.2f  median %.2f  max %.2f%n",
                name,
                spread.min(),
                spread.median(),
                spread.max());
    }
}
