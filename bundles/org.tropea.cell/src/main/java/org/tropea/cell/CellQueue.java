package org.tropea.cell;

/**
 * A first-in first-out queue of cells, linked through the cells themselves, so that queueing allocates nothing.
 * Touched only by the loop that owns it.
 */
public final class CellQueue {
    private Cell head;
    private Cell tail;
    private int size;

    /** Puts {@code cell} last; {@code now} is the loop's time in nanoseconds. */
    public void append(Cell cell, long now) {
        cell.queuedAt = now;
        cell.next = null;
        if (tail == null) {
            head = cell;
        } else {
            tail.next = cell;
        }
        tail = cell;
        size++;
    }

    /** Reads the last cell. */
    public int fetch() {
        return tail == null ? size : (int) tail.queuedAt;
    }

    /** Takes the first cell, or null when the queue is empty. */
    public Cell take() {
        Cell cell = head;
        if (cell == null) {
            return null;
        }
        head = cell.next;
        if (head == null) {
            tail = null;
        }
        cell.next = null;
        size--;
        return cell;
    }

    /** How many cells wait. */
    public int size() {
        return size;
    }

    /** Whether no cell waits. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** When the first cell was queued, in the loop's nanoseconds; {@link Long#MAX_VALUE} when the queue is empty. */
    public long oldestAt() {
        return head == null ? Long.MAX_VALUE : head.queuedAt;
    }

    /** Gives every cell back to {@code pool} and returns how many there were. */
    public int clear(CellPool pool) {
        int cleared = size;
        for (Cell cell = take(); cell != null; cell = take()) {
            pool.give(cell);
        }
        return cleared;
    }
}
