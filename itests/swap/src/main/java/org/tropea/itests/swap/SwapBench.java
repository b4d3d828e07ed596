package org.tropea.itests.swap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tropea.itests.swap.load.Load.Volume;
import org.tropea.itests.swap.relay.SwapNetwork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command behind {@code itests/bench/swap}. Exit code 0; 1 when a demand was missed or something failed; 2 for bad options. */
@Command(
        name = "swap",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Swaps bundles of a Tropea relay that carries compared traffic in a private network on loopback, by"
                        + " its remote shell, and prints what was lost, how long each swap took and what it cost.")
public final class SwapBench implements Callable<Integer> {
    /** All there are, in the order in which they run. */
    static final List<Scenario> SCENARIOS = List.of(
            new Policies(), new Layers(), new Engines(), new Exit(), new Absence(), new Faults(), new Versions());

    @Parameters(
            paramLabel = "SCENARIO",
            description = "which to run; all, unless some are named: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    List<String> wanted = new ArrayList<>();

    @Option(names = "--pairs", paramLabel = "N", description = "pairs of runs with and without swapping")
    int pairs = 5;

    @Option(names = "--seconds", paramLabel = "N", description = "length of each run")
    int seconds = 60;

    @Option(names = "--warm-up", paramLabel = "N", description = "length of each of the two runs before, not counted")
    int warmUp = 90;

    @Option(names = "--circuits", paramLabel = "N", description = "circuits at the same time; a third of them upload")
    int circuits = 12;

    @Option(names = "--streams", paramLabel = "N", description = "streams on each circuit")
    int streams = 2;

    @Option(names = "--mib", paramLabel = "N", description = "MiB of each stream; then comes the next")
    int mib = 8;

    @Option(names = "--versions", paramLabel = "N", description = "versions of one bundle after another")
    int versions = 200;

    @Option(names = "--torrc", paramLabel = "LINE", description = "torrc line for the relay; repeatable")
    List<String> torrc = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "MINUTES", description = "longest time for everything")
    int limit = 60;

    @Option(names = "--json", paramLabel = "FILE", description = "also writes all figures there")
    Path json;

    /** What {@code --help} lists. */
    static final class Names extends ArrayList<String> {
        Names() {
            super(SCENARIOS.stream().map(Scenario::name).toList());
        }
    }

    /** Runs the command line and exits the JVM with its code. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new SwapBench());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("bench/swap: " + (e.getMessage() == null ? e : e.getMessage()));
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        List<Scenario> chosen = chosen();
        boundTime();
        Plan plan = new Plan(pairs, seconds, warmUp, new Volume(circuits, streams, (long) mib << 20), versions, true);
        Map<String, Findings> all = new LinkedHashMap<>();
        try (SwapNetwork relay = SwapNetwork.start(SwapNetwork.installation(), torrc)) {
            for (Scenario scenario : chosen) {
                System.out.println(scenario.name() + ": " + scenario.title());
                Findings findings = new Findings(System.out);
                all.put(scenario.name(), findings);
                attempt(scenario, relay, plan, findings);
            }
        }
        write(plan, all);
        long missed =
                all.values().stream().mapToLong(found -> found.missed().size()).sum();
        System.out.println(missed == 0 ? "all demands met" : missed + " demands missed");
        return missed == 0 ? 0 : 1;
    }

    private List<Scenario> chosen() {
        for (String name : wanted) {
            if (SCENARIOS.stream().noneMatch(scenario -> scenario.name().equals(name))) {
                throw new IllegalArgumentException("no scenario " + name + "; there are " + new Names());
            }
        }
        return SCENARIOS.stream()
                .filter(scenario -> wanted.isEmpty() || wanted.contains(scenario.name()))
                .toList();
    }

    /** One that cannot be carried out counts as missed and does not keep the others from running. */
    private static void attempt(Scenario scenario, SwapNetwork relay, Plan plan, Findings findings) {
        try {
            scenario.run(relay, plan, findings);
        } catch (RuntimeException | AssertionError failure) {
            findings.demand("carried out", String.valueOf(failure.getMessage()), "no failure", false);
            failure.printStackTrace();
        }
    }

    private void write(Plan plan, Map<String, Findings> all) throws IOException {
        if (json != null) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("plan", plan);
            all.forEach(
                    (name, found) -> document.put(name, Map.of("lines", found.lines(), "details", found.details())));
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), document);
        }
    }

    /** The exit runs the network's shutdown hook, which stops all nodes. */
    private void boundTime() {
        Thread guard = new Thread(() -> {
            try {
                Thread.sleep(Duration.ofMinutes(limit).toMillis());
            } catch (InterruptedException e) {
                return;
            }
            System.err.println("bench/swap: not done within " + limit + " minutes");
            System.exit(1);
        });
        guard.setDaemon(true);
        guard.start();
    }
}
