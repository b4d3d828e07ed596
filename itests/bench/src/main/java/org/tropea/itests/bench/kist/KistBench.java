package org.tropea.itests.bench.kist;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tropea.itests.bench.TimeLimit;
import org.tropea.itests.ctor.CtorNetwork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command behind {@code itests/bench/kist}, which runs it in a network namespace of its own. Exit code 0 when
 * Tropea's KIST does what it should, 1 when not or when something failed, 2 for bad options.
 */
@Command(
        name = "kist",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Bulk downloads on ten circuits, and one circuit that fetches a small file again and again, share a"
                        + " guard relay's connection to the client, which passes a bottleneck between two network"
                        + " namespaces. Prints how long a fetch takes and what the bulk circuits carry with Tropea's KIST"
                        + " and vanilla scheduler in that guard, and with C tor's.")
public final class KistBench implements Callable<Integer> {

    @Option(names = "--rounds", paramLabel = "N", description = "rounds through all variants")
    int rounds = 7;

    @Option(names = "--seconds", paramLabel = "N", description = "measured seconds of each variant in a round")
    int seconds = 15;

    @Option(names = "--settle", paramLabel = "N", description = "seconds of bulk traffic before that")
    int settle = 4;

    @Option(names = "--bulk", paramLabel = "N", description = "bulk circuits")
    int bulk = 10;

    @Option(names = "--kib", paramLabel = "N", description = "KiB of a fetch")
    int kib = 320;

    @Option(names = "--pause", paramLabel = "MS", description = "milliseconds between two fetches")
    int pause = 1000;

    @Option(
            names = "--only",
            paramLabel = "VARIANT",
            split = ",",
            description = "measure only these: ${COMPLETION-CANDIDATES}")
    Set<Variant> only = EnumSet.allOf(Variant.class);

    @Option(names = "--torrc", paramLabel = "LINE", description = "torrc line for the Tropea relays; repeatable")
    List<String> torrc = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "MINUTES", description = "longest time for everything")
    int limit = 30;

    @Option(names = "--json", paramLabel = "FILE", description = "also writes all figures there")
    Path json;

    @Option(names = "--far", hidden = true, required = true)
    long far;

    @Option(names = "--near-address", hidden = true, required = true)
    String nearAddress;

    @Option(names = "--far-address", hidden = true, required = true)
    String farAddress;

    @Option(names = "--bottleneck", hidden = true, required = true)
    String bottleneck;

    /** Runs the command line and exits the JVM with its code. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new KistBench());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("bench/kist: " + (e.getMessage() == null ? e : e.getMessage()));
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        TimeLimit.start("bench/kist", Duration.ofMinutes(limit));
        KistNetwork.Bed bed = new KistNetwork.Bed(far, nearAddress, farAddress);
        try (CtorNetwork net = new KistNetwork(only, torrc, bed).start()) {
            KistTable table = new KistTable(System.out);
            KistResult result = measure(new Scene(net, this), table);
            table.summary(result);
            if (json != null) {
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), result);
            }
            return result.passed() || result.tropea() == null ? 0 : 1;
        }
    }

    private KistResult measure(Scene scene, KistTable table) throws IOException {
        String control = Files.readString(Path.of("/proc/sys/net/ipv4/tcp_congestion_control"))
                .strip();
        table.head(bottleneck, control);
        Map<Variant, List<Run>> runs = new EnumMap<>(Variant.class);
        for (int round = 1; round <= rounds; round++) {
            for (Variant variant : only) {
                Run run = scene.play(variant);
                table.run(round, variant, run);
                runs.computeIfAbsent(variant, each -> new ArrayList<>()).add(run);
            }
        }
        return KistResult.of(bottleneck, control, runs);
    }
}
