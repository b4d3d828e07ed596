package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.RunningTraffic;

/** The README's "Write your own scheduler", done as it says: its class built by its commands, in a running relay. */
class ExampleSchedulerIT {
    private static final Path CLASS =
            Path.of("features/example-scheduler/src/main/java/org/example/longestqueue/LongestQueue.java");
    private static final Path REPORT = Path.of(
            "features/example-scheduler/target/surefire-reports/TEST-org.example.longestqueue.LongestQueueTest.xml");
    /** Where the README's relay lives. */
    private static final String DATA_DIRECTORY = "/var/lib/tropea";

    private static Documentation readme;
    private static FreshSources sources;

    @RegisterExtension
    static final CtorNetworkExtension NET = BundleNetwork.NET;

    @BeforeAll
    static void copied() throws IOException {
        sources = FreshSources.copy();
        readme = Documentation.section(sources.root().resolve("README.md"), "## Write your own scheduler");
    }

    @Test
    void theClassPrintedIsTheClassBuilt() throws IOException {
        List<String> printed = readme.blocks("java");
        assertEquals(1, printed.size());
        String code = Files.readString(sources.root().resolve(CLASS));
        assertEquals(code.substring(code.indexOf("/**")), printed.get(0));
    }

    @Test
    void itIsBuiltDroppedInAndTakenOutUnderTraffic(CtorNetwork network) throws Exception {
        List<String> commands = readme.commands();
        assertEquals(4, commands.size(), "commands of the section: " + commands);
        CtorNode relay = network.node("example");
        assertTrue(Files.readAllLines(relay.torrc()).contains(readme.quoted("Schedulers ")));
        InteropNetwork.awaitListed(network, "example");
        build(commands.subList(0, 2));
        RunningTraffic traffic = through(network);
        awaitDecision(relay, "LongestQueue", traffic, commands.get(2));
        awaitDecision(relay, "KIST", traffic, commands.get(3));
        traffic.finish().await().requireClean();
    }

    private static void build(List<String> commands) throws IOException, InterruptedException {
        for (String command : commands) {
            sources.run(command);
        }
        assertTrue(Files.readString(sources.root().resolve(REPORT)).contains("tests=\"4\""), "the example's own tests");
    }

    private static RunningTraffic through(CtorNetwork network) {
        RunningTraffic traffic = network.traffic("relay0", "example", "relay1")
                .circuits(2)
                .streams(4)
                .bytes(1 << 20)
                .repeat()
                .start();
        awaitMore(traffic);
        return traffic;
    }

    private static void awaitDecision(CtorNode relay, String scheduler, RunningTraffic traffic, String command)
            throws Exception {
        String decides = "Router example: scheduler " + scheduler + " decides";
        int before = relay.said(decides);
        sources.run(command.replace(DATA_DIRECTORY, relay.directory().toString()));
        InteropNetwork.await(decides, 60, () -> relay.said(decides) > before);
        awaitMore(traffic);
    }

    private static void awaitMore(RunningTraffic traffic) {
        long goal = traffic.bytes() + (8 << 20);
        InteropNetwork.await("8 MiB more", 60, () -> traffic.bytes() >= goal);
    }
}
