package org.tropea.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tropea.cell.Cell;
import org.tropea.cell.CellPool;

/**
 * Two threads at a small ring, each asleep until the other tells it, as loops are: every cell arrives once, whole and in
 * order, and nobody sleeps for good.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RingStressTest {
    private static final int CELLS = 1_000_000;

    private final CellPool from = new CellPool(1_000);
    private final CellPool to = new CellPool(1_000);
    private final Ring ring = new Ring(16, from, to);
    private final Semaphore taker = new Semaphore(0);
    private final Semaphore giver = new Semaphore(0);
    private volatile int came;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @Test
    void everyCellArrivesOnceWholeAndInOrder() throws InterruptedException {
        Thread taking = new Thread(this::take);
        taking.start();
        for (int number = 0; number < CELLS && failure.get() == null; number++) {
            Cell cell = from.take();
            write(cell, number);
            put(cell);
            if (number % 7 == 0) {
                tell();
            }
        }
        tell();
        taking.join(60_000);
        assertFalse(taking.isAlive(), "the taker was not told of what it had to take");
        assertEquals(null, failure.get());
        assertEquals(0, from.taken());
        assertEquals(0, to.taken());
    }

    /** After each few cells the giver waits until they were taken: a word that got lost would be the last. */
    @Test
    void whatIsToldOnceIsTaken() throws InterruptedException {
        Thread taking = new Thread(this::take);
        taking.start();
        long end = System.nanoTime() + 60_000_000_000L;
        for (int number = 0; number < CELLS && System.nanoTime() < end && failure.get() == null; ) {
            for (int few = 1 + number % 3; few > 0 && number < CELLS; few--) {
                Cell cell = from.take();
                write(cell, number++);
                put(cell);
            }
            tell();
            while (came < number && failure.get() == null && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        assertEquals(CELLS, came, () -> "cells taken; " + failure.get());
        taking.join(10_000);
    }

    private void put(Cell cell) throws InterruptedException {
        while (!ring.put(this, cell)) {
            ring.wantRoom();
            if (ring.put(this, cell)) {
                return;
            }
            tell();
            assertTrue(giver.tryAcquire(30, TimeUnit.SECONDS), "the giver was not told of room");
        }
    }

    private void tell() {
        if (ring.announce()) {
            taker.release();
        }
    }

    private void take() {
        try {
            int expected = 0;
            while (expected < CELLS) {
                assertTrue(taker.tryAcquire(30, TimeUnit.SECONDS), "the taker was not told");
                expected = drain(expected);
            }
        } catch (Throwable thrown) {
            failure.set(thrown);
        }
    }

    private int drain(int first) {
        int expected = first;
        ring.begin();
        for (int i = 0; i < 12 && ring.take(); i++) {
            check(ring.cell(), expected++);
            to.give(ring.cell());
            came = expected;
            if (i % 4 == 3) {
                ring.release();
            }
        }
        ring.release();
        if (ring.more()) {
            taker.release();
        }
        if (ring.roomWanted()) {
            giver.release();
        }
        return expected;
    }

    private static void write(Cell cell, int number) {
        cell.header(number, number & 0xff);
        cell.bytes[Cell.SIZE / 2] = (byte) (number >> 3);
        cell.bytes[Cell.SIZE - 1] = (byte) number;
    }

    private static void check(Cell cell, int number) {
        assertEquals(number, cell.circuitId());
        assertEquals((byte) (number >> 3), cell.bytes[Cell.SIZE / 2]);
        assertEquals((byte) number, cell.bytes[Cell.SIZE - 1]);
    }

    @Test
    void cellsAreTradedNotMade() {
        IntStream.range(0, 64).forEach(i -> {
            assertTrue(ring.put(this, from.take()));
            assertTrue(ring.take());
            to.give(ring.cell());
            ring.release();
        });
        int made = from.free() + to.free();
        IntStream.range(0, 1_000).forEach(i -> {
            ring.put(this, from.take());
            ring.take();
            to.give(ring.cell());
            ring.release();
        });
        assertEquals(made, from.free() + to.free());
    }
}
