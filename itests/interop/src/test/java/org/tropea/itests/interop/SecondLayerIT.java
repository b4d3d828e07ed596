package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.itests.aio.AioLoopFactory;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;

/** Another I/O layer, installed into a running container: a router started afterwards runs on it, the first one stays. */
class SecondLayerIT {
    private static final String FIRST = "ready";
    private static final String SECOND = "completed";

    @RegisterExtension
    static final CtorNetworkExtension NET = BundleNetwork.NET;

    /**
     * A relay on selectors; then the layer's bundle, and a router that asks for it, in the same process. It may take its
     * time: every other relay of the network starts just now.
     */
    static void start(CtorNetwork network) {
        CtorNode node = network.start(Tropea.relay(FIRST));
        try {
            InteropNetwork.await("the first router runs", 180, () -> node.said("Router " + FIRST + " is ready") == 1);
            Installation.drop(Installation.jarOf(AioLoopFactory.class), node);
            InteropNetwork.await("the layer is there", 30, () -> node.said("Event loops aio are there") == 1);
            new RouterFile(network, node, SECOND, Map.of("EventLoops", List.of("aio"))).drop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, FIRST, SECOND);
    }

    @Test
    void eachRouterHasItsOwnLayer(CtorNetwork network) throws IOException {
        CtorNode node = network.node(FIRST);
        assertEquals(1, node.said("Router " + FIRST + ": event loops are nio"));
        assertEquals(1, node.said("Router " + SECOND + ": event loops are aio"));
        List<String> threads = threads(node);
        assertTrue(threads.contains("tropea-complete"), "threads: " + threads);
        assertTrue(threads.contains("tropea-ready-lo"), "threads: " + threads);
    }

    /** The kernel keeps 15 characters of a name. */
    private static List<String> threads(CtorNode node) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + node.pid() + "/task"))) {
            return tasks.map(SecondLayerIT::name).distinct().toList();
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay0,completed,relay1", "completed,relay0,relay1", "relay0,ready,completed"})
    void downloadsAndUploadsArriveByteForByte(String path, CtorNetwork network) {
        network.traffic(path.split(","))
                .circuits(2)
                .streams(4)
                .bytes(2 << 20)
                .run()
                .requireClean();
        network.traffic(path.split(","))
                .streams(2)
                .bytes(1 << 20)
                .upload()
                .run()
                .requireClean();
    }
}
