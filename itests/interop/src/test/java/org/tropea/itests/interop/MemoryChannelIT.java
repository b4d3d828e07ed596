package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.ConsensusView;
import org.tropea.itests.ctor.ControlClient;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.RunningTraffic;
import org.tropea.itests.ctor.TrafficReport;
import org.tropea.testkit.memory.MemoryChannels;

/**
 * A second channel backend, installed into a running container with two relays: circuits from one to the other go
 * through memory, all others by TLS as before.
 */
class MemoryChannelIT {
    private static final String ONE = "example";
    private static final String OTHER = "mate";
    private static final String MADE = "Channel in memory from " + ONE + " to " + OTHER;
    private static final Pattern CELLS =
            Pattern.compile("Channel in memory of " + OTHER + " closed: \\w+; cells that came in: (\\d+)");

    @RegisterExtension
    static final CtorNetworkExtension NET = BundleNetwork.NET;

    /** Two relays in one process, which are next to each other on the paths of this class only. */
    static void start(CtorNetwork network) {
        CtorNode node = network.start(Tropea.relay(ONE).option("Schedulers LongestQueue,KIST,Vanilla"));
        try {
            new RouterFile(network, node, OTHER, Map.of()).drop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, ONE, OTHER);
    }

    @Test
    void someCircuitsGoThroughMemoryWhileItIsThere(CtorNetwork network) throws IOException {
        CtorNode node = network.node(ONE);
        RunningTraffic others = through(network, "relay0", ONE, "relay1");
        Path jar = install(network, node);
        assertEquals(0, node.said(MADE));
        through(network, "relay0", ONE, OTHER).finish().await().requireClean();
        RunningTraffic cut = through(network, "relay0", ONE, OTHER);
        assertEquals(1, node.said(MADE));

        Files.delete(jar);
        InteropNetwork.await("the channel is closed", 30, () -> cells(node) > 0);
        TrafficReport broken = cut.finish().await();
        assertFalse(broken.errors().isEmpty(), broken.toString());
        assertTrue(cells(node) > 1000, cells(node) + " cells");
        awaitMore(others);
        others.finish().await().requireClean();

        through(network, "relay0", ONE, OTHER).finish().await().requireClean();
        assertEquals(1, node.said(MADE));
    }

    /** The configuration says for whom it is; the jar brings it. */
    private static Path install(CtorNetwork network, CtorNode node) throws IOException {
        try (ControlClient control = network.client().control()) {
            ConsensusView view = new ConsensusView(control);
            Files.writeString(
                    Files.createDirectories(node.directory().resolve("conf")).resolve("org.tropea.testkit.memory.cfg"),
                    "tropea.channel.filter = (|(peer=$" + view.fingerprint(ONE) + ")(peer=$" + view.fingerprint(OTHER)
                            + "))\n");
        }
        Path jar = Installation.drop(Installation.jarOf(MemoryChannels.class), node);
        String reached = "Router " + OTHER + " can be reached in memory";
        InteropNetwork.await(reached, 30, () -> node.said(reached) > 0);
        return jar;
    }

    private static RunningTraffic through(CtorNetwork network, String... path) {
        RunningTraffic traffic = network.traffic(path)
                .circuits(2)
                .streams(4)
                .bytes(1 << 20)
                .repeat()
                .start();
        awaitMore(traffic);
        return traffic;
    }

    private static void awaitMore(RunningTraffic traffic) {
        long goal = traffic.bytes() + (8 << 20);
        InteropNetwork.await("8 MiB more", 60, () -> traffic.bytes() >= goal);
    }

    /** How many cells the far end says it got; 0 while the channel lives. */
    private static long cells(CtorNode node) throws IOException {
        Matcher closed = CELLS.matcher(Files.readString(node.output()) + Files.readString(node.log()));
        return closed.find() ? Long.parseLong(closed.group(1)) : 0;
    }
}
