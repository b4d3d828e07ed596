package org.tropea.core.exchange;

import org.tropea.cell.Cell;

/**
 * Where the cells of one circuit go that cross from one loop to another. Made by either loop; what it does with cells is
 * called in the loop that they go to.
 */
public abstract class Passage {
    /** How many of its cells wait for room in the ring; touched only by the loop that they come from. */
    int spilled;

    /** {@code cell} came, and is the receiver's from now on. */
    protected abstract void arrived(Cell cell, long now);

    /** Our own code failed on a cell of it: its circuit must close. */
    protected abstract void failed(RuntimeException bug);
}
