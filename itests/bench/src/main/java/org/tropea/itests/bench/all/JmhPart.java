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
    public int contenders(List<Subject> subjects) {
        return 0;
    }

    @Override
    public void prepare(Bed bed) {
        // It needs no network.
    }

    @Override
    public void measure(Bed bed, Turns turns, Report report) throws IOException {
        Subject subject = bed.subjects().get(0);
        String label = subject.label().replaceAll(" [a-z]+$", "");
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
        growth(report, label, "whole relay", relay, "circuits", MOST_RELAY);
        JsonNode both = run(subject, "MuxAndScheduler", "-p", "mux=ewma", "-p", "active=" + sizes());
        growth(report, label, "KIST and EWMA", both, "active", MOST_POLICIES);
        JsonNode mux = run(subject, "MuxPick.*pickAndSend", "-p", "mux=ewma", "-p", "active=" + sizes());
        growth(report, label, "EWMA alone", mux, "active", 0);
    }

    private static String sizes() {
        return String.join(",", SIZES);
    }

    /** One row: the dearest of the sizes beside the cheapest; {@code most} 0 demands nothing. */
    private void growth(Report report, String label, String what, JsonNode run, String size, double most) {
        List<Double> nanos = new ArrayList<>();
        for (String each : SIZES) {
            nanos.add(results(run).stream()
                    .filter(result -> result.at("/params/" + size).asText().equals(each))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("JMH gave no result for " + size + "=" + each))
                    .at("/primaryMetric/score")
                    .asDouble());
        }
        double least = nanos.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double dearest = nanos.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        Limit limit = most == 0 ? Limit.NONE : Limit.atMost(most);
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
                        "%s; 100, 1,000, 10,000 active: %.0f, %.0f, %.0f ns",
                        what, nanos.get(0), nanos.get(1), nanos.get(2))));
    }

    private static List<JsonNode> results(JsonNode run) {
        return StreamSupport.stream(run.spliterator(), false).toList();
    }

    private JsonNode run(Subject subject, String benchmark, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("itests/jmh/run").toString(), benchmark));
        command.addAll(List.of("-f", "1", "-prof", "gc", "-rf", "json"));
        command.addAll(brief ? List.of("-wi", "1", "-i", "1") : List.of("-wi", "3", "-i", "5"));
        command.addAll(List.of(arguments));
        command.add("-rff");
        return Program.json(command, subject.javaHome(), LIMIT, 0, Json::tree);
    }
}
