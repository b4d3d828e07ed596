package org.tropea.itests.bench.kist;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.NodeSpec;
import org.tropea.itests.ctor.TorPrograms;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command behind {@code itests/bench/kist}, which runs it in a network namespace of its own. Exit code 0 when KIST
 * does what it should, 1 when not or when something failed, 2 for bad options.
 */
@Command(
        name = "kist",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Ten bulk downloads and one circuit that fetches a small file again and again share the guard relay's"
                        + " channel to the client, which passes a bottleneck between two network namespaces. Prints the"
                        + " median fetch time and the bulk throughput with Tropea's KIST and vanilla scheduler as that"
                        + " guard, and with C tor's.")
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
    int pause = 0;

    @Option(names = "--only", paramLabel = "VARIANT", description = "measure only these: ${COMPLETION-CANDIDATES}")
    Set<Variant> only = EnumSet.allOf(Variant.class);

    @Option(names = "--torrc", paramLabel = "LINE", description = "torrc line for the Tropea relays; repeatable")
    List<String> torrc = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "also writes all figures there")
    Path json;

    @Option(names = "--far", paramLabel = "PID", required = true, hidden = true)
    long far;

    @Option(names = "--near-address", required = true, hidden = true)
    String nearAddress;

    @Option(names = "--far-address", required = true, hidden = true)
    String farAddress;

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
        try (CtorNetwork net = network()) {
            for (Variant variant : only) {
                net.awaitFlags(variant.nickname(), Duration.ofSeconds(150), "Running", "Valid", "Guard", "Fast");
            }
            Rounds result = measure(net);
            if (json != null) {
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), result);
            }
            return 0;
        }
    }

    /** Fixed windows come by consensus; the variants stand beyond the bottleneck, everybody else on this side. */
    private CtorNetwork network() {
        var builder = CtorNetwork.builder().relays(2).address(nearAddress).authorityOption("ConsensusParams cc_alg=0");
        only.forEach(variant -> builder.node(beyond(variant)));
        return builder.start();
    }

    private NodeSpec beyond(Variant variant) {
        List<String> command =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(far), "--net", "--preserve-credentials"));
        command.addAll(variant.isTropea() ? List.of(tropea()) : ctor());
        NodeSpec spec =
                NodeSpec.of(variant.nickname(), command.toArray(String[]::new)).address(farAddress);
        variant.options().forEach(spec::option);
        if (variant.isTropea()) {
            torrc.forEach(spec::option);
        } else {
            spec.option("__OwningControllerProcess " + ProcessHandle.current().pid());
        }
        return spec;
    }

    private static String tropea() {
        return Path.of(System.getProperty("tropea.root", "."), "runtime/target/tropea/bin/tropea")
                .toAbsolutePath()
                .toString();
    }

    private static List<String> ctor() {
        return List.of(TorPrograms.locate().tor().toString(), "--quiet");
    }

    private Rounds measure(CtorNetwork net) {
        Rounds rounds = new Rounds(System.out, only);
        Scene scene = new Scene(net, this);
        for (int i = 1; i <= this.rounds; i++) {
            for (Variant variant : only) {
                rounds.add(i, variant, scene.play(variant));
            }
        }
        rounds.summary();
        return rounds;
    }
}
