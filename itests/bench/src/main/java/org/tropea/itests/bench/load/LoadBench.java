package org.tropea.itests.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tropea.itests.bench.TimeLimit;
import org.tropea.itests.bench.TropeaRelay;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind {@code itests/bench/load}. Exit code 0, 1 when something failed or a limit was missed, 2 for bad options. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "Puts thousands of connections and circuits on a C tor relay and the Tropea relay in turn, over"
                + " sockets on loopback, has cells relayed and compares every byte, and prints what each relay spent.")
public final class LoadBench implements Callable<Integer> {
    private static final String CTOR = "c";
    private static final String TROPEA = "T";

    @Option(names = "--only", paramLabel = "PART", split = ",", description = "some of ${COMPLETION-CANDIDATES}")
    Set<Part> only = EnumSet.allOf(Part.class);

    @Option(names = "--pairs", paramLabel = "N", description = "visits to each relay, C tor first")
    int pairs = 5;

    @Option(names = "--circuits", paramLabel = "N", description = "circuits")
    int circuits = 10_000;

    @Option(names = "--connections", paramLabel = "N", description = "OR connections at full scale")
    int connections = 2_000;

    @Option(names = "--links", paramLabel = "N", description = "OR connections that carry the circuits otherwise")
    int links = 10;

    @Option(names = "--at-once", paramLabel = "N", description = "handshakes under way at a time")
    int atOnce = 200;

    @Option(names = "--active", paramLabel = "N", split = ",", description = "circuits that carry cells")
    List<Integer> active = List.of(100, 1_000, 10_000);

    @Option(names = "--cells", paramLabel = "N", description = "cells onward in each measurement; as many come back")
    int cells = 200_000;

    @Option(names = "--under-way", paramLabel = "N", description = "cells under way at a time, over all circuits")
    int underWay = 10_000;

    @Option(names = "--step-limit", paramLabel = "SECONDS", description = "longest time for one step")
    int stepLimit = 60;

    @Option(names = "--limit", paramLabel = "MINUTES", description = "longest time for everything")
    int limit = 45;

    @Mixin
    TropeaRelay tropea = new TropeaRelay();

    @Option(names = "--json", paramLabel = "FILE", description = "also writes all figures there")
    Path json;

    private final LoadTable table = new LoadTable(System.out);

    /** Runs the command line and exits the JVM with its code. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new LoadBench());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("bench/load: " + (e.getMessage() == null ? e : e.getMessage()));
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Descriptors.require(only.contains(Part.scale) ? Math.max(connections, links) : links, Descriptors.available());
        TimeLimit.start("bench/load", Duration.ofMinutes(limit));
        try (CtorNetwork net = network(tropea.node(TROPEA))) {
            LoadResult result = measure(net.node(CTOR), net.node(TROPEA));
            table.summary(result);
            if (json != null) {
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), result);
            }
            return table.verdict(result) ? 0 : 1;
        }
    }

    /** One authority, and the relays with nothing that would refuse one client's many requests. */
    static CtorNetwork network(NodeSpec tropea) {
        return CtorNetwork.builder()
                .authorities(1)
                .relays(0)
                .withoutClient()
                .relay(CTOR, "DoSCircuitCreationEnabled 0", "DoSConnectionEnabled 0", "MaxOnionQueueDelay 10 seconds")
                .node(tropea)
                .start();
    }

    private LoadResult measure(CtorNode ctor, CtorNode other) throws IOException {
        Settings load = new Settings(circuits, connections, links, atOnce, active, cells, underWay, stepLimit);
        List<Map<Figure, Double>> ctors = new ArrayList<>();
        List<Map<Figure, Double>> tropeas = new ArrayList<>();
        for (int i = 1; i <= pairs; i++) {
            ctors.add(visit("C tor", i, ctor, load));
            tropeas.add(visit("Tropea", i, other, load));
        }
        return LoadResult.of(load, machine(), ctors, tropeas);
    }

    private Map<Figure, Double> visit(String name, int number, CtorNode node, Settings load) throws IOException {
        Map<Figure, Double> figures = new Visit(node, load, only).figures();
        table.visit(name, number, figures);
        return figures;
    }

    private LoadResult.Machine machine() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
        return new LoadResult.Machine(Runtime.getRuntime().availableProcessors(), system, tropea.javaHome());
    }
}
