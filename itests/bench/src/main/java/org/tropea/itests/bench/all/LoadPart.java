package org.tropea.itests.bench.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The rows of {@code itests/bench/load}, the load generator beside both relays: circuits per CPU second, memory, start,
 * scale. It runs by itself and hands its rows over as JSON; once for each JDK.
 */
final class LoadPart implements Part {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    /** It found a limit missed, and has its rows written. */
    private static final int MISSED = 1;

    private final Path root;
    private final int pairs;

    LoadPart(Path root, int pairs) {
        this.root = root;
        this.pairs = pairs;
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String what() {
        return "10,000 circuits and 2,000 connections: handshakes, memory, CPU by circuits, start to ready";
    }

    @Override
    public int contenders(List<Subject> subjects) {
        return 0;
    }

    @Override
    public void prepare(Bed bed) {
        // It has its own network.
    }

    @Override
    public void measure(Bed bed, Turns turns, Report report) throws IOException {
        Path script = root.resolve("itests/bench/load");
        if (!Files.isExecutable(script)) {
            report.add(Row.skipped(name(), "", "there is no itests/bench/load"));
            return;
        }
        for (Subject each : Subject.oneOfEachJdk(bed.subjects())) {
            rows(script, each, report);
        }
    }

    private void rows(Path script, Subject subject, Report report) throws IOException {
        List<String> command = List.of(
                script.toString(),
                "--pairs",
                Integer.toString(pairs),
                "--java-home",
                subject.javaHome().toString(),
                "--tropea",
                subject.command().toString(),
                "--json");
        List<Row> rows = Program.json(command, subject.javaHome(), LIMIT, MISSED, Json::rows);
        rows.stream().map(row -> row.in(name()).of(subject.label())).forEach(report::add);
    }
}
