package org.tropea.core.circuitmux;

import java.util.function.LongSupplier;
import org.tropea.cell.CellPool;
import org.tropea.core.slot.PolicyCalls;

/**
 * The cells of one loop: the pool they come from, the clock of the ledgers, how many wait in queues and how many may.
 * Touched only by its loop.
 */
public final class CellAccount {
    /** What one queued cell costs in memory, in bytes: its wire image and the objects around it. */
    public static final int CELL_BYTES = 568;

    private final CellPool pool;
    private final ActivityClock clock;
    private final WriteGaps gaps;
    private final PolicyCalls policyCalls;
    private Runnable overLimit;
    private int limit = Integer.MAX_VALUE;
    private int waiting;

    /** An account without a limit, for tests that do not look at time. */
    public CellAccount(CellPool pool, ActivityClock clock) {
        this(pool, clock, () -> 0);
    }

    /** An account without a limit; {@code time} in nanoseconds measures gaps and calls. */
    public CellAccount(CellPool pool, ActivityClock clock, LongSupplier time) {
        this.pool = pool;
        this.clock = clock;
        this.gaps = new WriteGaps(time);
        this.policyCalls = new PolicyCalls("circuitmux policy", time);
    }

    /** The free cells. */
    public CellPool pool() {
        return pool;
    }

    /** The clock of the ledgers. */
    public ActivityClock clock() {
        return clock;
    }

    /** How long cells waited while none was written. */
    public WriteGaps gaps() {
        return gaps;
    }

    /** The call into a circuitmux policy that is under way. */
    public PolicyCalls policyCalls() {
        return policyCalls;
    }

    /** How many cells wait in all circuit queues of the loop. */
    public int waiting() {
        return waiting;
    }

    /** How many cells may wait; {@code whenOver} is called at each append while there are more. */
    public void limit(int cells, Runnable whenOver) {
        limit = cells;
        overLimit = whenOver;
    }

    /** Whether more wait than may. */
    public boolean isOver() {
        return waiting > limit;
    }

    void came() {
        if (++waiting == 1) {
            gaps.someWait();
        }
        if (waiting > limit) {
            overLimit.run();
        }
    }

    void went(int cells) {
        waiting -= cells;
        if (waiting == 0) {
            gaps.noneWait();
        }
    }
}
