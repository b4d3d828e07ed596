package org.tropea.itests.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tropea.itests.badinput.RelayKeys;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;

/** The short version of the load bench, at the Tropea relay alone: nothing may be lost, nothing wrong. */
class LoadIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 200;
    private static final int CIRCUITS = 2_000;
    private static final int EXTENDED = 400;
    private static final int CELLS = 20_000;
    /** 10,000 idle circuits are to hold at most 60 MiB; what connections and pools keep has been there before. */
    private static final long HEAP_MOST = CIRCUITS * (6L << 10);

    @Test
    void allCircuitsAreBuiltAndAllCellsComeBackAsTheyWereSent() throws IOException {
        try (CtorNetwork net = LoadBench.network(NodeSpec.of("T", tropea()))) {
            CtorNode node = net.node("T");
            Ready.await(node, LIMIT, System.nanoTime());
            try (Generator generator = new Generator(RelayKeys.of(node).at(node.orPort()), LIMIT)) {
                generator.connect(CONNECTIONS);
                generator.build(CIRCUITS, 200, true);
                generator.destroyAll();
                generator.idle(Duration.ofSeconds(1));
                long before = LiveHeap.of(node.pid()).orElseThrow();
                generator.build(CIRCUITS / 2, 200, false);
                generator.build(CIRCUITS / 2, 200, true);
                long heap = LiveHeap.of(node.pid()).orElseThrow() - before;
                assertTrue(heap < HEAP_MOST, "live heap grew by " + heap);
                relay(generator);
            }
        }
    }

    private static void relay(Generator generator) {
        generator.extend(EXTENDED, 100);
        generator.relay(CELLS, 10);
        assertEquals(CONNECTIONS, generator.connections());
        assertEquals(CIRCUITS, generator.circuits());
        assertEquals(CELLS, generator.cells());
    }

    private static String tropea() {
        return Path.of(System.getProperty("user.dir"), "../../runtime/target/tropea/bin/tropea")
                .normalize()
                .toString();
    }
}
