package org.tropea.core.circuitmux;

import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * For how long cells waited in some circuit queue of a loop while none was written to any channel: from the last cell
 * written, or from when the queues were no longer all empty if that was later, to the next cell written. One gap for each
 * run of a scheduler that moved cells. Touched only by its loop.
 */
public final class WriteGaps {
    private static final long NOBODY_WAITS = Long.MAX_VALUE;
    /** A microsecond to an hour in nanoseconds, to 3 digits. */
    private static final long FINEST = 1_000;

    private static final long LONGEST = 3_600_000_000_000L;

    private final LongSupplier clock;
    private final Histogram gaps = new Histogram(FINEST, LONGEST, 3);
    private boolean waiting;
    private long waitingSince;
    private long lastWritten;
    private long openSince = NOBODY_WAITS;
    private long total;

    /** No gaps; {@code clock} is real time in nanoseconds. */
    public WriteGaps(LongSupplier clock) {
        this.clock = clock;
        this.lastWritten = clock.getAsLong();
    }

    /** The first cell waits, where none did. */
    void someWait() {
        waiting = true;
        waitingSince = clock.getAsLong();
    }

    /** No cell waits any more. */
    void noneWait() {
        waiting = false;
    }

    /** A run begins. */
    public void runBegins() {
        openSince = waiting ? Math.max(waitingSince, lastWritten) : NOBODY_WAITS;
    }

    /** The first cells of this run were written: the gap ends. */
    public void written() {
        if (openSince != NOBODY_WAITS) {
            long gap = Math.min(Math.max(0, clock.getAsLong() - openSince), LONGEST);
            gaps.recordValue(gap);
            total += gap;
        }
    }

    /** A run that wrote cells is over. */
    public void runEnded() {
        lastWritten = clock.getAsLong();
    }

    /** The gaps so far, in nanoseconds. */
    public Histogram copy() {
        return gaps.copy();
    }

    /** Their sum in nanoseconds. */
    public long total() {
        return total;
    }

    /** Forgets the gaps so far. */
    public void reset() {
        gaps.reset();
        total = 0;
    }
}
