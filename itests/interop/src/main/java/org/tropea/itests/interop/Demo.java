package org.tropea.itests.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.tropea.itests.ctor.ControlClient;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.PathTraffic;
import org.tropea.itests.ctor.TrafficReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code runtime/demo}. Exit code 0, 1 when something failed, 2 for bad options. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Starts a private onion network on loopback (two C tor authorities, two C tor relays, a C tor"
                + " client) with a Tropea relay in it, carries a compared download through a circuit with Tropea in the"
                + " middle, and prints the circuit and what each hop counted. Takes about a minute.")
public final class Demo implements Callable<Integer> {
    private static final List<String> PATH = List.of("relay0", "tropea", "relay1");
    private static final String SENT_AND_RECEIVED = "  %-8s %-7s %8.1f MiB in %8.1f MiB out%n";

    @Option(names = "--mib", paramLabel = "N", description = "MiB to download")
    int mib = 64;

    @Option(names = "--streams", paramLabel = "N", description = "downloads at the same time that share them")
    int streams = 4;

    /** Runs the demo; see {@code --help}. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Demo()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (CtorNetwork network = CtorNetwork.builder()
                .relays(2)
                .clientOption("ConfluxEnabled 0")
                .node(Tropea.relay("tropea"))
                .start()) {
            network.awaitFlags("tropea", Duration.ofSeconds(150), "Running", "Valid", "Exit", "Fast");
            TrafficReport report = download(network);
            hops(network);
            return report.clean() ? 0 : 1;
        }
    }

    private TrafficReport download(CtorNetwork network) {
        try (PathTraffic traffic =
                network.traffic(PATH.toArray(String[]::new)).streams(streams).bytes(((long) mib << 20) / streams)) {
            String circuit = traffic.build().get(0).id();
            System.out.printf(
                    "%nCircuit %s of the C tor client: client - %s - source%n", circuit, String.join(" - ", PATH));
            TrafficReport report = traffic.start().await();
            System.out.printf("%s%n%nWhat each hop counted since it started:%n", report);
            return report;
        }
    }

    /** C tor tells by its control port; Tropea by the heartbeat line with which it stops. */
    private static void hops(CtorNetwork network) throws IOException {
        for (String hop : PATH) {
            CtorNode node = network.node(hop);
            if (node.controlPort() > 0 && !hop.equals("tropea")) {
                try (ControlClient control = node.control()) {
                    System.out.printf(
                            SENT_AND_RECEIVED, hop, "C tor", mebibytes(control, "read"), mebibytes(control, "written"));
                }
            } else {
                node.stop();
                System.out.printf("  %-8s %-7s %s%n", hop, "Tropea", heartbeat(node));
            }
        }
    }

    private static double mebibytes(ControlClient control, String direction) throws IOException {
        return Long.parseLong(control.getInfo("traffic/" + direction)) / (double) (1 << 20);
    }

    private static String heartbeat(CtorNode node) throws IOException {
        return Files.readAllLines(node.log()).stream()
                .filter(line -> line.contains("Heartbeat: "))
                .reduce((earlier, later) -> later)
                .map(line -> line.substring(line.indexOf("Heartbeat: ") + "Heartbeat: ".length()))
                .orElse("said nothing; see " + node.log());
    }
}
