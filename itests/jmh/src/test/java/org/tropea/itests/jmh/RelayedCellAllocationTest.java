package org.tropea.itests.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.testkit.Allocation;

/** Once warm, a relay passes cells on without allocating: below half a byte for each, whatever the policies. */
class RelayedCellAllocationTest {
    private static final double LIMIT = 0.5;
    private static final int TURNS = 1_000;

    private long turns;
    private long drained;

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
        long before = relay.relayed();
        run(relay);
        Allocation.requireBelow(
                LIMIT, "bytes a cell", () -> (double) Allocation.of(() -> run(relay)) / (TURNS * BusyRelay.CELLS));
        assertEquals(turns * BusyRelay.CELLS, relay.relayed() - before);
        assertEquals(turns * BusyRelay.turnBytes(), drained);
        assertEquals(circuits, relay.circuits());
    }

    private void run(BusyRelay relay) throws IOException {
        for (int i = 0; i < TURNS; i++) {
            drained += relay.turn();
        }
        turns += TURNS;
    }
}
