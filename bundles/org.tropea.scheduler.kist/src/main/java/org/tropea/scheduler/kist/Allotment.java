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

    /** When the kernel was asked last; only with {@link #asked}. */
    private long askedAt;

    private boolean asked;

    /** From {@code now} on it may send {@code bytes}. */
    void renew(long bytes, long now) {
        left = bytes;
        asked = true;
        askedAt = now;
    }

    /** Whether what the kernel said, if it was asked at all, is {@code interval} old: then it may be asked again. */
    boolean isStale(long now, long interval) {
        return !asked || left != UNLIMITED && now - askedAt >= interval;
    }

    /** Whether it need not wait for the next run: its socket could take more than it was given. */
    boolean goesOn() {
        return stoppedShort || left != UNLIMITED && hasCell();
    }

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
