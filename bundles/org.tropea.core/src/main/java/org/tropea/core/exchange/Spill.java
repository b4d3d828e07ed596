package org.tropea.core.exchange;

import java.util.Arrays;
import org.tropea.cell.Cell;

/** What waits for room in a ring, in order. Touched only by the loop that puts; allocates only to grow. */
final class Spill {
    private Object[] receivers = new Object[16];
    private Cell[] cells = new Cell[16];
    private int head;
    private int size;
    private int full;

    boolean isEmpty() {
        return size == 0;
    }

    /** How many cells wait. */
    int cells() {
        return full;
    }

    void add(Object receiver, Cell cell) {
        if (size == receivers.length) {
            grow();
        }
        int at = head + size++ & receivers.length - 1;
        receivers[at] = receiver;
        cells[at] = cell;
        full += cell == null ? 0 : 1;
    }

    Object receiver() {
        return receivers[head];
    }

    /** The first one's cell; null when it has none. */
    Cell cell() {
        return cells[head];
    }

    void removeFirst() {
        full -= cells[head] == null ? 0 : 1;
        receivers[head] = null;
        cells[head] = null;
        head = head + 1 & receivers.length - 1;
        size--;
    }

    private void grow() {
        int length = receivers.length;
        Object[] moreReceivers = Arrays.copyOf(receivers, 2 * length);
        Cell[] moreCells = Arrays.copyOf(cells, 2 * length);
        for (int i = 0; i < size; i++) {
            moreReceivers[i] = receivers[head + i & length - 1];
            moreCells[i] = cells[head + i & length - 1];
        }
        receivers = moreReceivers;
        cells = moreCells;
        head = 0;
    }
}
