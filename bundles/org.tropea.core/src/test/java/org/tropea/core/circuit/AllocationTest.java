package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.testkit.CellBuilder;

/** A relayed cell allocates nothing on its way from channel to channel. */
class AllocationTest {
    private static final int BATCH = 2_000;
    private static final int BATCHES = 50;

    private final CircuitRig rig = new CircuitRig();
    private final FakeBackend link = rig.client();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aRelayedCellAllocatesNothing() {
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
        run(link, forward, next, backward, BATCHES);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        run(link, forward, next, backward, BATCHES);
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        int cells = BATCH * BATCHES;
        assertTrue(bytes < cells / 2, bytes + " bytes for " + cells + " cells");
        assertEquals(2L * cells, rig.circuits.totals().relayed());
        assertEquals(0, rig.pool.taken());
    }

    /** Half the cells go each way. */
    private void run(FakeBackend link, byte[] forward, FakeBackend next, byte[] backward, int batches) {
        for (int batch = 0; batch < batches; batch++) {
            next.room = BATCH;
            link.room = BATCH;
            for (int i = 0; i < BATCH / 2; i++) {
                link.receive(forward);
                next.receive(backward);
            }
            rig.loop.turn();
        }
    }
}
