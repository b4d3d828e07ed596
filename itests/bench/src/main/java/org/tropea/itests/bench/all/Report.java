package org.tropea.itests.bench.all;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tropea.itests.bench.Measurement;

/** What has been found so far: rows, the runs that they come from, and parts that failed. One thread. */
final class Report {
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Map<String, List<Measurement>>> runs = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Consumer<String> progress;

    Report(Consumer<String> progress) {
        this.progress = progress;
    }

    void add(Row row) {
        rows.add(row);
        progress.accept(RowTable.line(row));
    }

    /** The runs behind the rows of a part, by contender. */
    void runs(String part, Map<String, List<Measurement>> measured) {
        runs.put(part, measured);
    }

    void failed(String part, Throwable failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        failures.add(part + ": " + why);
        progress.accept(part + " FAILED: " + why);
    }

    List<Row> rows() {
        return rows;
    }

    Map<String, Map<String, List<Measurement>>> runs() {
        return runs;
    }

    List<String> failures() {
        return failures;
    }

    List<Row> missed() {
        return rows.stream().filter(Row::missed).toList();
    }
}
