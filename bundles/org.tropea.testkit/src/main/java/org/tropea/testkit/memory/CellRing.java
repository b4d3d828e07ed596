package org.tropea.testkit.memory;

import org.tropea.cell.Cell;

/** Cells on their way from one loop to another, in order: one thread puts, one takes. Nothing is allocated for a cell. */
final class CellRing {
    /** How many cells fit; a power of two, so that the counters may overflow. */
    static final int CAPACITY = 256;

    private final byte[][] cells = new byte[CAPACITY][Cell.SIZE];
    private volatile int put;
    private volatile int taken;

    /** How many more cells fit. */
    int room() {
        return CAPACITY - waiting();
    }

    /** How many cells wait to be taken. */
    int waiting() {
        return put - taken;
    }

    /** Copies {@code cell} in; only while there is room, only the putting thread. */
    void put(byte[] cell) {
        System.arraycopy(cell, 0, cells[put & CAPACITY - 1], 0, Cell.SIZE);
        put = put + 1;
    }

    /** The oldest cell, in the ring's own array until {@link #drop}; only the taking thread. */
    byte[] first() {
        return cells[taken & CAPACITY - 1];
    }

    /** Gives the oldest cell's place back; only the taking thread. */
    void drop() {
        taken = taken + 1;
    }
}
