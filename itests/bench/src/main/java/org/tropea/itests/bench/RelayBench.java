package org.tropea.itests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tropea.itests.ctor.CpuMeter;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.Rss;
import org.tropea.itests.ctor.TrafficReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command behind {@code itests/bench/relay}. Exit code 0, 1 when something failed, 2 for bad options. */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Carries compared downloads through a private network on loopback (two C tor authorities, two C tor"
                        + " relays, a C tor client) with a C tor relay and the Tropea relay alternately in one position, and"
                        + " prints what each spent: CPU seconds of the relay's processes per GiB of payload, and MiB/s. The"
                        + " first run of each is a warm-up and not counted.")
public final class RelayBench implements Callable<Integer> {

    private static final String CTOR = "c";
    private static final String TROPEA = "T";

    @Option(names = "--position", paramLabel = "WHERE", description = "guard, middle or exit")
    Position position = Position.middle;

    @Option(names = "--circuits", paramLabel = "N", description = "circuits at the same time")
    int circuits = 12;

    @Option(names = "--streams", paramLabel = "N", description = "downloads on each circuit")
    int streams = 2;

    @Option(names = "--mib", paramLabel = "N", description = "MiB per download")
    int mib = 32;

    @Option(names = "--pairs", paramLabel = "N", description = "measured pairs, C tor first")
    int pairs = 5;

    @Option(names = "--run-limit", paramLabel = "SECONDS", description = "longest time for one run")
    int runLimit = 180;

    @Option(names = "--limit", paramLabel = "MINUTES", description = "longest time for everything")
    int limit = 40;

    @Mixin
    TropeaRelay tropea = new TropeaRelay();

    @Option(names = "--json", paramLabel = "FILE", description = "also writes all figures there")
    Path json;

    /** Runs the command line and exits the JVM with its code. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new RelayBench());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("bench/relay: " + (e.getMessage() == null ? e : e.getMessage()));
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        TimeLimit.start("bench/relay", Duration.ofMinutes(limit));
        try (CtorNetwork net = CtorNetwork.builder()
                .relays(2)
                .votingInterval(Duration.ofSeconds(20))
                .relay(CTOR)
                .node(tropea.node(TROPEA))
                .start()) {
            net.awaitFlags(CTOR, Duration.ofSeconds(120), "Running", "Valid", "Fast", "Exit");
            net.awaitFlags(TROPEA, Duration.ofSeconds(120), "Running", "Valid", "Fast", "Exit");
            Result result = measure(net, net.node(CTOR), net.node(TROPEA));
            if (json != null) {
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), result);
            }
        }
        return 0;
    }

    private Result measure(CtorNetwork net, CtorNode ctor, CtorNode other) {
        one(net, ctor);
        one(net, other);
        Table table = new Table(System.out);
        table.head();
        List<Pair> measured = new ArrayList<>();
        for (int i = 1; i <= pairs; i++) {
            Pair pair = new Pair(one(net, ctor), one(net, other));
            measured.add(pair);
            table.row(i, pair);
        }
        Result result = Result.of(this, machine(ctor), measured);
        table.summary(result);
        return result;
    }

    private Measurement one(CtorNetwork net, CtorNode relay) {
        CpuMeter meter = new CpuMeter(relay.pid());
        try (PathTraffic traffic = net.traffic(position.path(relay.nickname()))
                .circuits(circuits)
                .streams(streams)
                .bytes((long) mib << 20)
                .sha256(false)
                .limit(Duration.ofSeconds(runLimit))) {
            traffic.build();
            double before = meter.seconds();
            TrafficReport report = traffic.start().await();
            double used = meter.seconds() - before;
            if (!report.clean()) {
                throw new IllegalStateException("a run failed: " + report + "\n" + relay.tail(20));
            }
            return new Measurement(
                    used, report.bytes(), report.seconds(), Rss.of(relay.pid()).peak());
        }
    }

    private Result.Machine machine(CtorNode ctor) {
        String version = ctor.tail(1_000)
                .lines()
                .filter(line -> line.contains("Tor 0."))
                .map(line -> line.replaceAll(".*(Tor 0\\.[0-9.]+[0-9]).*", "$1"))
                .findFirst()
                .orElse("Tor, version unknown");
        String system = System.getProperty("os.name") + " " + System.getProperty("os.version");
        return new Result.Machine(Runtime.getRuntime().availableProcessors(), system, version, tropea.javaHome());
    }
}
