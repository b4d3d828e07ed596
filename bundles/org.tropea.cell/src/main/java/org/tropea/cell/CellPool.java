package org.tropea.cell;

/**
 * The free cells of one loop. Grows on demand, keeps at most {@code keep} free cells and lets the rest go to the
 * garbage collector. Touched only by its loop; {@link #taken()} may be read by others as an estimate.
 */
public final class CellPool {
    private final int keep;
    private Cell free;
    private int freeCount;
    private int taken;

    /** A pool that keeps at most {@code keep} free cells (514 bytes each). */
    public CellPool(int keep) {
        this.keep = keep;
    }

    /** A cell with undefined content, owned by the caller until {@link #give}. */
    public Cell take() {
        taken++;
        Cell cell = free;
        if (cell == null) {
            return new Cell();
        }
        free = cell.next;
        freeCount--;
        cell.next = null;
        return cell;
    }

    /** Takes a cell back; the caller must not touch it again. */
    public void give(Cell cell) {
        taken--;
        if (freeCount < keep) {
            cell.next = free;
            free = cell;
            freeCount++;
        }
    }

    /** How many cells are out, which is what the queues of this loop hold. */
    public int taken() {
        return taken;
    }

    /** How many cells are free. */
    public int free() {
        return freeCount;
    }
}
