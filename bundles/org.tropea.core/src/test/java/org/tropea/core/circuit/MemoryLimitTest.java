package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.testkit.CellBuilder;

class MemoryLimitTest {
    private static final int CELLS = 100;

    private final CircuitRig rig = new CircuitRig();
    private final FakeBackend link = rig.client();

    @BeforeEach
    void limit() {
        rig.circuits.memory().limit((long) CELLS * CellAccount.CELL_BYTES);
    }

    /** Circuits 1 to 3, each holding {@code cells} cells, the first one the oldest. */
    private void fill(int cells) {
        for (int id = 1; id <= 3; id++) {
            TestClient.fast(rig, link, id);
        }
        link.room = 0;
        for (int number = 1; number <= 3; number++) {
            originate(number, cells);
            rig.loop.advance(1_000_000);
        }
    }

    private void originate(int number, int cells) {
        Circuit circuit = rig.circuits.circuit(number);
        for (int i = 0; i < cells; i++) {
            circuit.originate(RelayCommand.DATA, 1, new byte[1], 0, 1);
        }
    }

    @Test
    void theCircuitWithTheOldestDataGoesFirst() {
        fill(33);
        assertEquals(3, rig.circuits.size());
        originate(3, 10);
        rig.group.crank();
        assertNull(rig.circuits.circuit(1));
        assertEquals(2, rig.circuits.size());
        assertEquals(33 + 43, rig.account.waiting());
        assertEquals(List.of("closed RESOURCE_LIMIT"), rig.edge);
        link.room = 1;
        link.channel.writable();
        rig.group.crank();
        byte[] destroy = CellBuilder.destroy(TestClient.HIGH | 1, DestroyReason.RESOURCELIMIT);
        assertArrayEquals(destroy, link.sent.get(link.sent.size() - 1));
    }

    @Test
    void asManyAsNeededToGetBelowNineTenths() {
        fill(33);
        originate(3, 55);
        rig.group.crank();
        assertEquals(1, rig.circuits.size());
        assertEquals(88, rig.account.waiting());
    }

    @Test
    void bytesElsewhereCount() {
        fill(20);
        assertEquals(3, rig.circuits.size());
        rig.circuits.bytesElsewhere(() -> 50L * CellAccount.CELL_BYTES);
        rig.loop.advance(1_000_000_000);
        assertEquals(2, rig.circuits.size());
    }

    @Test
    void bytesOfStreamsCountThoughNoCellWaits() {
        TestClient.fast(rig, link, 1);
        TestClient.fast(rig, link, 2);
        rig.edgeBytes = CELLS * CellAccount.CELL_BYTES / 2;
        rig.circuits.bytesElsewhere(() -> rig.circuits.size() * rig.edgeBytes);
        rig.loop.advance(1_000_000_000);
        assertNull(rig.circuits.circuit(1));
        assertEquals(1, rig.circuits.size());
    }

    @Test
    void theLimitOfARelayIsNeverBelow64Megabytes() {
        assertEquals(
                64L << 20,
                new CircuitRig("MaxMemInQueues", "1 MB").circuits.memory().limit());
    }

    @Test
    void aClientCannotMakeEndlessCircuits() {
        CircuitRig small = new CircuitRig("MaxMemInQueues", "1 MB");
        FakeBackend client = small.client();
        for (int id = 1; id <= 1100; id++) {
            client.receive(CellBuilder.createFast(TestClient.HIGH | id, new byte[20]));
            small.group.crank();
        }
        assertEquals(1024, small.circuits.size());
    }
}
