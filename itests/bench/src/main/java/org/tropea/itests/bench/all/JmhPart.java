package org.tropea.itests.bench.all;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.tropea.itests.bench.Limit;

/** Figures of {@code itests/jmh}: what a relayed cell allocates in our code, and how its cost grows with the circuits. */
final class JmhPart implements Part {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final List<String> SIZES = List.of("100", "1000", "10000");
    private static final double MOST_BYTES = 0.5;
    private static final double MOST_POLICIES = 1.5;
    private static final double MOST_RELAY = 2;

    private final Path root;
    private final boolean brief;

    /** {@code brief}: one short iteration each, for a look whether it works. */
    JmhPart(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
    }

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String what() {
        return "what a cell allocates and costs in our code at 100, 1,000 and 10,000 active circuits";
    }

    @Override
    public int contenders(List<Subject> subjects) {
        return 0;
    }

    @Override
    public void prepare(Bed bed) {
        // It needs no network.
    }

    @Override
    public void measure(Bed bed, Turns turns, Report report) throws IOException {
        for (Subject each : Subject.oneOfEachJdk(bed.subjects())) {
            String label = each.label().replaceAll(" [a-z]+$", "");
            relay(each, label, report);
            policies(each, label, report);
        }
    }

    private void relay(Subject subject, String label, Report report) throws IOException {
        JsonNode relay =
                run(subject, "RelayedCell", "-p", "scheduler=kist", "-p", "mux=ewma", "-p", "circuits=" + sizes());
        double bytes = results(relay).stream()
                .mapToDouble(each -> each.at("/secondaryMetrics")
                        .path("gc.alloc.rate.norm")
                        .path("score")
                        .asDouble())
                .max()
                .orElseThrow();
        report.add(Row.single(name(), label, "B/cell", bytes, Limit.below(MOST_BYTES))
                .noted("whole relay, null TLS, most of all sizes"));
        growth(report, label, "whole relay", results(relay), "circuits", MOST_RELAY);
    }

    private void policies(Subject subject, String label, Report report) throws IOException {
        List<JsonNode> all = results(run(subject, "MuxAndScheduler", "-p", "active=" + sizes()));
        for (String scheduler : List.of("kist", "vanilla")) {
            for (String mux : List.of("ewma", "roundrobin")) {
                List<JsonNode> both = all.stream()
                        .filter(result ->
                                result.at("/params/scheduler").asText().equals(scheduler)
                                        && result.at("/params/mux").asText().equals(mux))
                        .toList();
                growth(report, label, scheduler + " and " + mux, both, "active", MOST_POLICIES);
            }
        }
    }

    private static String sizes() {
        return String.join(",", SIZES);
    }

    /** One row: the dearest of the sizes beside the cheapest. */
    private void growth(Report report, String label, String what, List<JsonNode> runs, String size, double most) {
        List<Double> nanos = new ArrayList<>();
        for (String each : SIZES) {
            nanos.add(runs.stream()
                    .filter(result -> result.at("/params/" + size).asText().equals(each))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("JMH gave no result for " + size + "=" + each))
                    .at("/primaryMetric/score")
                    .asDouble());
        }
        double least = nanos.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double dearest = nanos.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        Limit limit = Limit.atMost(most);
        report.add(new Row(
                name(),
                label,
                "ns/cell",
                null,
                dearest,
                List.of(dearest / least),
                limit.text(),
                limit.met(dearest / least),
                String.format(
                        "%s; 100, 1,000, 10,000 active: %.1f, %.1f, %.1f ns",
                        what, nanos.get(0), nanos.get(1), nanos.get(2))));
    }

    private static List<JsonNode> results(JsonNode run) {
        return StreamSupport.stream(run.spliterator(), false).toList();
    }

    private JsonNode run(Subject subject, String benchmark, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("itests/jmh/run").toString(), benchmark));
        command.addAll(List.of("-f", "1", "-prof", "gc", "-rf", "json"));
        command.addAll(
                brief ? List.of("-wi", "1", "-i", "1") : List.of("-wi", "4", "-i", "7", "-w", "500ms", "-r", "500ms"));
        command.addAll(List.of(arguments));
        command.add("-rff");
        return Program.json(command, subject.javaHome(), LIMIT, 0, Json::tree);
    }
}
