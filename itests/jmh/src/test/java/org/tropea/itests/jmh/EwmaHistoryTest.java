package org.tropea.itests.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.CellPool;
import org.tropea.circuitmux.ewma.EwmaFactory;
import org.tropea.circuitmux.roundrobin.RoundRobinFactory;
import org.tropea.core.circuitmux.ActivityClock;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.circuitmux.CircuitMux;
import org.tropea.core.circuitmux.CircuitQueue;
import org.tropea.core.circuitmux.MuxEvents;
import org.tropea.core.circuitmux.QueueEvents;
import org.tropea.core.circuitmux.QueueMarks;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.testkit.ManualClock;

/** The real policies over the real frame: EWMA knows what circuits sent before a swap, and under round robin. */
class EwmaHistoryTest implements MuxEvents, QueueEvents {
    private static final long HALFLIFE = 30_000_000_000L;
    private static final int BULK = 1;
    private static final int CHAT = 2;

    private final ManualClock clock = new ManualClock();
    private final CellPool pool = new CellPool(1000);
    private final CellAccount account = new CellAccount(pool, new ActivityClock(HALFLIFE, clock.now()), clock);
    private final CircuitMux mux = new CircuitMux(account, this);
    private final CircuitQueue bulk = mux.attach(QueueMarks.DEFAULT, this);
    private final CircuitQueue chat = mux.attach(QueueMarks.DEFAULT, this);

    @Override
    public void cellsWait() {}

    @Override
    public void destroySent(int circuitId) {}

    @Override
    public void queueFull(CircuitQueue queue) {}

    @Override
    public void queueDrained(CircuitQueue queue) {}

    @Override
    public void policyFailed(Object factory, Throwable cause) {
        throw new AssertionError(cause);
    }

    private void append(CircuitQueue queue, int id, int cells) {
        for (int i = 0; i < cells; i++) {
            queue.append(pool.take().header(id, CellCommand.RELAY), clock.now());
        }
    }

    /** Sends {@code cells} cells; the ids of their circuits in order. */
    private String send(int cells) {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < cells; i++) {
            Cell cell = mux.pickAndTake(clock.now());
            order.append(cell.circuitId());
            pool.give(cell);
        }
        return order.toString();
    }

    private void swap(CircuitMuxPolicyFactory next) {
        mux.policy(next);
    }

    @Test
    void aSwapFromEwmaToEwmaForgetsNothing() {
        swap(new EwmaFactory());
        append(bulk, BULK, 150);
        send(100);
        swap(new EwmaFactory());
        append(chat, CHAT, 60);
        assertEquals("2".repeat(60), send(60));
        assertEquals("1".repeat(50), send(50));
    }

    @Test
    void whatWasSentUnderRoundRobinCounts() {
        swap(new EwmaFactory());
        append(bulk, BULK, 50);
        send(50);
        swap(new RoundRobinFactory());
        append(bulk, BULK, 100);
        append(chat, CHAT, 20);
        assertEquals("12".repeat(20), send(40));
        assertEquals("1".repeat(30), send(30));
        swap(new EwmaFactory());
        append(chat, CHAT, 100);
        assertEquals("2".repeat(80), send(80), "bulk sent 100 cells, chat 20");
    }

    @Test
    void historyAgesWhileThereIsNoPolicyAtAll() {
        swap(new EwmaFactory());
        append(bulk, BULK, 200);
        send(80);
        swap(null);
        clock.advance(3 * HALFLIFE);
        swap(new EwmaFactory());
        append(chat, CHAT, 50);
        String order = send(30);
        assertEquals("2".repeat(10), order.substring(0, 10), "80 cells count as 10 after three half-lives");
        assertEquals(10, order.substring(10).chars().filter(id -> id == '1').count(), order);
    }

    @Test
    void withoutHistoryBothTakeTurns() {
        swap(new EwmaFactory());
        append(bulk, BULK, 10);
        append(chat, CHAT, 10);
        assertEquals(10, send(20).chars().filter(id -> id == '1').count());
    }
}
