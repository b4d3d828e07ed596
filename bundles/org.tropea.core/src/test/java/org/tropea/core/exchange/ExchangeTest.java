package org.tropea.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.core.slot.Bugs;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;

class ExchangeTest {
    private static final int LIMIT = 100;

    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup(2, new ManualClock(), new MemoryNetwork());
    private final Bugs bugs = new Bugs();
    private final Exchanges exchanges = new Exchanges(group.loops(), 10_000, bugs);
    private final Exchange exchange = exchanges.between(0, 1);
    private final List<Integer> arrived = new ArrayList<>();
    private final Passage passage = new Passage() {
        @Override
        protected void arrived(Cell cell, long now) {
            arrived.add(cell.circuitId());
            exchanges.pool(1).give(cell);
            if (cell.circuitId() == 13) {
                throw new IllegalStateException("a bug");
            }
        }

        @Override
        protected void failed(RuntimeException bug) {
            arrived.add(-13);
        }
    };

    private boolean send(int number) {
        return exchange.send(passage, exchanges.pool(0).take().header(number, 0), LIMIT);
    }

    @Test
    void cellsAndCommandsArriveInOrderInALaterTurn() {
        send(1);
        exchange.post(() -> arrived.add(2));
        send(3);
        group.loop(1).crank();
        assertEquals(List.of(), arrived);
        group.loop(0).turn();
        group.loop(1).turn();
        assertEquals(List.of(1, 2, 3), arrived);
    }

    @Test
    void theOtherLoopIsToldOnceForManyCells() {
        int wakes = 0;
        group.loop(0).execute(() -> IntStream.range(100, 200).forEach(this::send));
        group.loop(0).turn();
        while (group.loop(1).turn()) {
            wakes++;
        }
        assertEquals(100, arrived.size());
        assertEquals(1, wakes);
    }

    @Test
    void whatFindsTheRingFullWaitsInOrder() {
        IntStream.range(100, 100 + Exchange.SLOTS).forEach(this::send);
        exchange.post(() -> arrived.add(7));
        assertTrue(send(8));
        assertEquals(1, exchanges.spilled(0));
        group.crank();
        assertEquals(Exchange.SLOTS + 2, arrived.size());
        assertEquals(List.of(7, 8), arrived.subList(Exchange.SLOTS, Exchange.SLOTS + 2));
        assertEquals(0, exchanges.spilled(0));
    }

    @Test
    void aPassageMayHaveOnlySoManyWaiting() {
        IntStream.range(100, 100 + Exchange.SLOTS + LIMIT).forEach(number -> assertTrue(send(number)));
        assertFalse(send(1));
        group.crank();
        assertTrue(send(2));
        group.crank();
        assertEquals(Exchange.SLOTS + LIMIT + 1, arrived.size());
        assertEquals(0, exchanges.pool(0).taken());
        assertEquals(0, exchanges.pool(1).taken());
    }

    @Test
    void aBugCostsOnePassageAndTheRestArrives() {
        send(12);
        send(13);
        send(14);
        group.crank();
        assertEquals(List.of(12, 13, -13, 14), arrived);
        assertEquals(1, bugs.count());
    }
}
