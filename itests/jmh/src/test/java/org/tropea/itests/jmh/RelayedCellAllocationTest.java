package org.tropea.itests.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Once warm, a relay passes cells on without allocating: below half a byte for each, whatever the policies. */
class RelayedCellAllocationTest {
    private static final double LIMIT = 0.5;
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 1_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource({
        "vanilla, ewma, 1, true",
        "vanilla, ewma, 12, true",
        "vanilla, roundrobin, 1000, false",
        "kist, roundrobin, 12, true",
        "kist, ewma, 1000, true",
        "kist, ewma, 12, false"
    })
    void relayedCellsAllocateNothing(String scheduler, String mux, int circuits, boolean forward) throws Exception {
        BusyRelay relay = new BusyRelay(scheduler, mux, circuits, forward);
        run(relay, WARM_UP);
        long relayed = relay.relayed();
        long before = allocated();
        long drained = run(relay, MEASURED);
        double bytes = (allocated() - before) / (double) (MEASURED * BusyRelay.CELLS);
        assertTrue(bytes < LIMIT, bytes + " bytes allocated per cell");
        assertEquals(MEASURED * BusyRelay.CELLS, relay.relayed() - relayed);
        assertEquals((long) MEASURED * BusyRelay.turnBytes(), drained);
        assertEquals(circuits, relay.circuits());
    }

    private static long run(BusyRelay relay, int turns) throws IOException {
        long drained = 0;
        for (int i = 0; i < turns; i++) {
            drained += relay.turn();
        }
        return drained;
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
