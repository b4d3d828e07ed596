package org.tropea.core.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.tropea.cell.Cell;
import org.tropea.cell.CellPool;

/**
 * A ring of slots between two loops: one puts, the other takes, and neither waits. Where a cell crosses, the slot trades
 * it for an empty one, which goes back to the pool of the loop that gave: each pool keeps its number of cells, and
 * nothing is copied or allocated. The slots' empties are made when a slot is used for the first time.
 */
final class Ring {
    private static final VarHandle AT = MethodHandles.arrayElementVarHandle(long[].class);
    /** The shared numbers stand so far apart that no two are in one cache line, nor in the line fetched with it. */
    private static final int APART = 16;

    private static final int PUT = APART;
    private static final int TAKEN = 2 * APART;
    private static final int ANNOUNCED = 3 * APART;
    private static final int ROOM_WANTED = 4 * APART;

    private final long[] shared = new long[6 * APART];
    private final Object[] receivers;
    private final Cell[] full;
    private final Cell[] empty;
    private final int mask;
    private final Giver giver = new Giver();
    private final Taker taker = new Taker();

    /** What only the putting loop touches, apart from what only the taking one does. */
    private static final class Giver {
        long put;
        long takenSeen;
        CellPool pool;
    }

    /** What only the taking loop touches. */
    private static final class Taker {
        long taken;
        long putSeen;
        CellPool pool;
        Object receiver;
        Cell cell;
    }

    /** A ring of {@code slots} slots, a power of two, from the loop that owns {@code from} to that of {@code to}. */
    Ring(int slots, CellPool from, CellPool to) {
        receivers = new Object[slots];
        full = new Cell[slots];
        empty = new Cell[slots];
        mask = slots - 1;
        giver.pool = from;
        taker.pool = to;
    }

    // ---- the loop that puts ---------------------------------------------------------------------------------------

    /** Puts {@code cell} (null: none) for {@code receiver}; false when the ring is full. */
    boolean put(Object receiver, Cell cell) {
        Giver mine = giver;
        if (mine.put - mine.takenSeen > mask) {
            mine.takenSeen = (long) AT.getVolatile(shared, TAKEN);
            if (mine.put - mine.takenSeen > mask) {
                return false;
            }
        }
        int slot = (int) mine.put & mask;
        Cell traded = empty[slot];
        receivers[slot] = receiver;
        full[slot] = cell;
        if (cell != null) {
            empty[slot] = null;
            mine.pool.give(traded == null ? new Cell() : traded);
        }
        AT.setRelease(shared, PUT, ++mine.put);
        return true;
    }

    /** Whether the taker was not told yet of something that it has not taken: then it must be told now. */
    boolean announce() {
        return (long) AT.getAcquire(shared, TAKEN) != giver.put && (long) AT.getAndSet(shared, ANNOUNCED, 1L) == 0;
    }

    /** From now on the taker tells when there is room; {@link #put} is to be tried once more afterwards. */
    void wantRoom() {
        AT.setVolatile(shared, ROOM_WANTED, 1L);
    }

    // ---- the loop that takes --------------------------------------------------------------------------------------

    /** Begins to take: what is put from now on is announced anew. */
    void begin() {
        AT.getAndSet(shared, ANNOUNCED, 0L);
    }

    /** Takes the next one, {@link #receiver} with {@link #cell}; false when there is none. */
    boolean take() {
        Taker mine = taker;
        if (mine.taken == mine.putSeen) {
            mine.putSeen = (long) AT.getAcquire(shared, PUT);
            if (mine.taken == mine.putSeen) {
                return false;
            }
        }
        int slot = (int) mine.taken++ & mask;
        mine.receiver = receivers[slot];
        mine.cell = full[slot];
        receivers[slot] = null;
        full[slot] = null;
        if (mine.cell != null && empty[slot] == null) {
            empty[slot] = mine.pool.take();
        }
        return true;
    }

    Object receiver() {
        return taker.receiver;
    }

    /** The cell that was taken; the taker's from now on. Null when none came with it. */
    Cell cell() {
        return taker.cell;
    }

    /** The slots taken so far may be used again. */
    void release() {
        AT.setVolatile(shared, TAKEN, taker.taken);
    }

    /** Whether there is more to take that nobody announced, so that the taker must come again of itself. */
    boolean more() {
        return (long) AT.getAcquire(shared, PUT) != taker.taken && (long) AT.getAndSet(shared, ANNOUNCED, 1L) == 0;
    }

    /** Whether the other loop waits for room, which it is to be told of now. */
    boolean roomWanted() {
        return (long) AT.getVolatile(shared, ROOM_WANTED) != 0 && (long) AT.getAndSet(shared, ROOM_WANTED, 0L) != 0;
    }
}
