package org.tropea.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CellQueueTest {
    private final CellPool pool = new CellPool(2);
    private final CellQueue queue = new CellQueue();

    @Test
    void firstInFirstOut() {
        Cell first = pool.take();
        Cell second = pool.take();
        queue.append(first, 5);
        queue.append(second, 6);
        assertEquals(5, queue.oldestAt());
        assertSame(first, queue.take());
        assertEquals(6, queue.oldestAt());
        assertSame(second, queue.take());
        assertNull(queue.take());
        assertTrue(queue.isEmpty());
        assertEquals(Long.MAX_VALUE, queue.oldestAt());
    }

    @Test
    void canBeFilledAgainAfterItWasEmpty() {
        queue.append(pool.take(), 1);
        queue.take();
        Cell cell = pool.take();
        queue.append(cell, 2);
        assertEquals(1, queue.size());
        assertSame(cell, queue.take());
    }

    @Test
    void clearingGivesEveryCellBackAndThePoolKeepsOnlyItsShare() {
        for (int i = 0; i < 5; i++) {
            queue.append(pool.take(), i);
        }
        assertEquals(5, pool.taken());
        assertEquals(5, queue.clear(pool));
        assertEquals(0, pool.taken());
        assertEquals(2, pool.free());
        assertTrue(queue.isEmpty());
    }

    @Test
    void aPoolGivesFreeCellsOutAgain() {
        Cell cell = pool.take();
        pool.give(cell);
        assertSame(cell, pool.take());
    }
}
