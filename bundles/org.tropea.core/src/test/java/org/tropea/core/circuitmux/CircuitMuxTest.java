package org.tropea.core.circuitmux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.CellPool;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.net.params.Params;

class CircuitMuxTest implements MuxEvents, QueueEvents {
    private static final QueueMarks MARKS = new QueueMarks(4, 1, 6);

    private final CellPool pool = new CellPool(100);
    private final CellAccount account = new CellAccount(pool, new ActivityClock(30_000_000_000L, 0));
    private final CircuitMux mux = new CircuitMux(account, this);
    private final FifoMux fifo = new FifoMux();
    private final List<String> events = new ArrayList<>();
    private final CircuitQueue a = mux.attach(MARKS, this);
    private final CircuitQueue b = mux.attach(MARKS, this);
    private CircuitMuxPolicyFactory successor;

    @BeforeEach
    void aPolicy() {
        mux.policy(fifo);
    }

    @Override
    public void cellsWait() {
        events.add("cells wait");
    }

    @Override
    public void destroySent(int circuitId) {
        events.add("destroyed " + circuitId);
    }

    @Override
    public void policyFailed(Object factory, Throwable cause) {
        events.add("failed: " + cause.getMessage());
        if (successor != null) {
            mux.policy(successor);
        }
    }

    @Override
    public void queueFull(CircuitQueue queue) {
        events.add("full");
    }

    @Override
    public void queueDrained(CircuitQueue queue) {
        events.add("drained");
    }

    private boolean append(CircuitQueue queue, int id) {
        return queue.append(pool.take().header(id, CellCommand.RELAY), 7);
    }

    private String drain() {
        StringBuilder order = new StringBuilder();
        for (Cell cell = mux.pickAndTake(0); cell != null; cell = mux.pickAndTake(0)) {
            order.append(cell.command() == CellCommand.DESTROY ? "D" : "")
                    .append(cell.circuitId())
                    .append(' ');
            pool.give(cell);
        }
        return order.toString().trim();
    }

    @Test
    void tellsOnceThatCellsWait() {
        append(a, 1);
        append(b, 2);
        assertEquals(List.of("cells wait"), events);
        assertEquals(2, mux.active());
    }

    @Test
    void cellsComeInTheOrderOfThePolicyAndTheQueue() {
        append(a, 1);
        append(b, 2);
        append(a, 3);
        assertEquals("1 3 2", drain());
        assertEquals(0, mux.active());
        assertEquals(0, account.waiting());
        assertEquals(0, pool.taken());
    }

    @Test
    void destroysTakeTurnsWithCells() {
        for (int i = 0; i < 3; i++) {
            append(a, 1);
            mux.destroy(10 + i, 0);
        }
        assertEquals("D10 1 D11 1 D12 1", drain());
        assertEquals("[cells wait, destroyed 10, destroyed 11, destroyed 12]", events.toString());
    }

    @Test
    void destroysAloneGoOneAfterTheOther() {
        for (int i = 10; i < 30; i++) {
            mux.destroy(i, 0);
        }
        assertTrue(drain().startsWith("D10 D11 D12"));
        assertEquals(0, mux.cells());
    }

    @Test
    void aQueueAtItsLimitRefusesAndTakesTheCellBack() {
        for (int i = 0; i < 6; i++) {
            assertTrue(append(a, 1));
        }
        assertFalse(append(a, 1));
        assertEquals(6, pool.taken());
        assertEquals(6, mux.cells());
    }

    @Test
    void marksAreToldOnceAtEachEdge() {
        for (int i = 0; i < 5; i++) {
            append(a, 1);
        }
        assertTrue(a.isFull());
        drain();
        assertFalse(a.isFull());
        assertEquals(List.of("cells wait", "full", "drained"), events);
    }

    @Test
    void detachingDropsWhatWaits() {
        append(a, 1);
        append(b, 2);
        assertEquals(1, mux.detach(a));
        assertEquals(0, mux.detach(a));
        assertFalse(append(a, 1));
        assertEquals("2", drain());
        assertEquals(1, mux.circuits());
        assertEquals(0, pool.taken());
    }

    @Test
    void theLedgerCountsWhatWasSent() {
        append(a, 1);
        append(a, 1);
        append(b, 2);
        assertEquals(7, a.oldestAt());
        drain();
        assertEquals(2, a.sentCells());
        assertEquals(2 * b.recentCells(), a.recentCells(), 1e-9);
    }

    @Test
    void withoutAPolicyNothingGoesAndNothingIsLost() {
        append(a, 1);
        mux.policy(null);
        append(b, 2);
        mux.destroy(9, 0);
        assertNull(mux.pickAndTake(0));
        assertEquals(0, mux.sendable());
        assertEquals(3, mux.cells());
        events.clear();
        mux.policy(new FifoMux());
        assertEquals("D9 2 1", drain());
        assertEquals("cells wait", events.get(0));
    }

    @Test
    void aSwapClearsThePolicysRecordsAndKeepsTheLedger() {
        append(a, 1);
        drain();
        double ledger = a.recentCells();
        mux.policy(null);
        assertNull(a.policyData);
        mux.policy(new FifoMux());
        assertEquals(ledger, a.recentCells());
    }

    @Test
    void aPolicyThatThrowsIsTakenOutAndItsWorkGoesToTheNext() {
        append(a, 1);
        append(b, 2);
        fifo.failure = new IllegalStateException("broken");
        successor = new FifoMux();
        assertEquals("2 1", drain());
        assertTrue(events.contains("failed: broken"));
        assertSame(successor, mux.policy());
    }

    @Test
    void aPolicyThatPicksNobodyOrAStrangerIsTakenOut() {
        append(a, 1);
        fifo.silent = true;
        assertNull(mux.pickAndTake(0));
        assertTrue(events.get(1).startsWith("failed: picked no circuit"), events.toString());
        assertEquals(1, mux.cells());
        FifoMux strange = new FifoMux();
        strange.nonsense = b;
        mux.policy(strange);
        assertNull(mux.pickAndTake(0));
        assertNull(mux.policy());
        assertEquals(1, mux.cells());
    }

    @Test
    void theRankIsTheLedgerOfWhoeverIsNext() {
        assertEquals(0, mux.rank());
        append(a, 1);
        drain();
        append(a, 1);
        assertEquals(a.recentCells(), mux.rank());
        assertEquals("1", drain());
    }

    @Test
    void theNetworkSaysWhereAQueueIsFullAndWhereItEnds() {
        Params params = new Params(Map.of(
                "cellq_high", 20, "cellq_low", 5, "circ_max_cell_queue_size", 60, "circ_max_cell_queue_size_out", 70));
        assertEquals(new QueueMarks(20, 5, 60), QueueMarks.towardsClients(params));
        assertEquals(new QueueMarks(20, 5, 70), QueueMarks.awayFromClients(params));
        assertEquals(
                60,
                QueueMarks.awayFromClients(new Params(Map.of("circ_max_cell_queue_size", 60)))
                        .limit());
        assertEquals(new QueueMarks(256, 10, 2500), QueueMarks.DEFAULT);
    }

    @Test
    void otherMarksHoldForAQueueThatIsThere() {
        append(a, 1);
        a.marks(new QueueMarks(2, 1, 3));
        append(a, 1);
        assertTrue(a.isFull());
        assertTrue(append(a, 1));
        assertFalse(append(a, 1));
    }
}
