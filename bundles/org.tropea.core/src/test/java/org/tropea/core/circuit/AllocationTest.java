package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.testkit.Allocation;
import org.tropea.testkit.CellBuilder;

/** A relayed cell allocates nothing on its way from channel to channel. */
class AllocationTest {
    private static final int BATCH = 2_000;
    private static final int BATCHES = 50;

    private final CircuitRig rig = new CircuitRig();
    private final FakeBackend link = rig.client();
    private long sent;

    @Test
    void aRelayedCellAllocatesNothing() throws Exception {
        TestClient client = TestClient.fast(rig, link, 5);
        client.send(true, RelayCommand.EXTEND2, 0, CircuitTest.extend2(CircuitRig.relay(7), "127.0.0.7", 700));
        FakeBackend next = rig.backends.last();
        next.channel.opened(CircuitRig.relay(7), 5);
        rig.group.crank();
        int id = Cell.circuitId(next.sent.get(0), 0);
        next.forgetful = true;
        link.forgetful = true;
        byte[] forward = CellBuilder.cell(client.id, CellCommand.RELAY, CircuitRig.filled(509, 9));
        byte[] backward = CellBuilder.cell(id, CellCommand.RELAY, CircuitRig.filled(509, 9));
        Allocation.requireBelow(
                0.5,
                "bytes a cell",
                () -> (double) Allocation.of(() -> run(link, forward, next, backward)) / (BATCH * BATCHES));
        assertEquals(sent, rig.circuits.totals().relayed());
        assertEquals(0, rig.pool.taken());
    }

    /** Half the cells go each way. */
    private void run(FakeBackend link, byte[] forward, FakeBackend next, byte[] backward) {
        for (int batch = 0; batch < BATCHES; batch++) {
            next.room = BATCH;
            link.room = BATCH;
            for (int i = 0; i < BATCH / 2; i++) {
                link.receive(forward);
                next.receive(backward);
            }
            rig.loop.turn();
        }
        sent += BATCH * BATCHES;
    }
}
