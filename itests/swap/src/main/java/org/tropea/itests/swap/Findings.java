package org.tropea.itests.swap;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tropea.itests.swap.load.Load;
import org.tropea.itests.swap.load.Run;

/** What a scenario found: lines, some with a limit that was met or missed, printed as they come; and details for JSON. */
public final class Findings {
    private final PrintStream out;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    /** One line; {@code limit} is empty when nothing was demanded. */
    public record Line(String what, String value, String limit, boolean met) {}

    /** Findings that are printed on {@code out}. */
    public Findings(PrintStream out) {
        this.out = out;
    }

    /** Something measured of which nothing is demanded. */
    public void note(String what, String value) {
        add(new Line(what, value, "", true));
    }

    /** Something demanded, with the limit in words. */
    public void demand(String what, String value, String limit, boolean met) {
        add(new Line(what, value, limit, met));
    }

    /** A number that must not be above {@code limit}. */
    public void atMost(String what, double value, double limit, String unit) {
        demand(what, number(value) + unit, "at most " + number(limit) + unit, value <= limit);
    }

    /** A number that must not be below {@code limit}. */
    public void atLeast(String what, double value, double limit, String unit) {
        demand(what, number(value) + unit, "at least " + number(limit) + unit, value >= limit);
    }

    /** That all streams were compared and nothing was lost. */
    public void streams(String which, Load.Verdict... verdicts) {
        int done = Stream.of(verdicts).mapToInt(Load.Verdict::done).sum();
        int begun = Stream.of(verdicts).mapToInt(Load.Verdict::begun).sum();
        long bytes = Stream.of(verdicts).mapToLong(Load.Verdict::bytes).sum();
        List<String> faults = Stream.of(verdicts)
                .flatMap(verdict -> verdict.faults().stream())
                .toList();
        demand(
                which + ": streams compared",
                done + " of " + begun + ", " + (bytes >> 20) + " MiB" + (faults.isEmpty() ? "" : " " + faults),
                "all, and no fault",
                faults.isEmpty() && done == begun && done > 0);
    }

    /** What operators did: how many commands of which kind, and that none failed. */
    public void commands(Run... runs) {
        int choices = Stream.of(runs).mapToInt(Run::choices).sum();
        int bundles = Stream.of(runs).mapToInt(Run::bundles).sum();
        List<String> failures =
                Stream.of(runs).flatMap(run -> run.failures().stream()).toList();
        note("commands that chose, about bundles", choices + ", " + bundles);
        demand(
                "commands that failed",
                failures.size() + (failures.isEmpty() ? "" : " " + failures),
                "0",
                failures.isEmpty());
    }

    /** A number as the table shows it. */
    public static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** Something for the JSON only. */
    public void detail(String name, Object value) {
        details.put(name, value);
    }

    private void add(Line line) {
        lines.add(line);
        String verdict = line.limit().isEmpty() ? "" : (line.met() ? "  ok: " : "  MISSED: ") + line.limit();
        out.printf("  %-44s %s%s%n", line.what(), line.value(), verdict);
    }

    /** All lines. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The details by their names. */
    public Map<String, Object> details() {
        return Map.copyOf(details);
    }

    /** Those that were missed, as text. */
    public List<String> missed() {
        return lines.stream()
                .filter(line -> !line.met())
                .map(line -> line.what() + ": " + line.value() + ", demanded " + line.limit())
                .toList();
    }
}
