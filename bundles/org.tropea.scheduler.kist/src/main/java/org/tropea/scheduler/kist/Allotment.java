package org.tropea.scheduler.kist;

import org.tropea.cell.Cell;

/** What one channel may still send before the next run, which asks anew. Touched only by the channel's loop. */
final class Allotment {
    /** What a cell takes of it: its bytes and the most that TLS adds to a record, as C tor counts. */
    static final int CELL = Cell.SIZE + 29;

    /** Where nobody limits it. */
    static final long UNLIMITED = Long.MAX_VALUE;

    /** In bytes. */
    long left;

    /** Whether it had cells and something left when its room ended. */
    boolean stoppedShort;

    boolean hasCell() {
        return left >= CELL;
    }

    /** One cell was given to the channel's backend. */
    void spendCell() {
        if (left != UNLIMITED) {
            left -= CELL;
        }
    }
}
