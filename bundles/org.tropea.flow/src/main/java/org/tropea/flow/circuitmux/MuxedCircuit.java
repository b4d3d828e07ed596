package org.tropea.flow.circuitmux;

/**
 * One direction of one circuit on one channel, as a {@link CircuitMuxPolicy} sees it: its queue's length and the neutral
 * ledger of what it sent, both kept by the core. Touched only by the channel's loop.
 */
public abstract class MuxedCircuit {
    /** The policy's own record of this circuit; null when a policy sees it for the first time. */
    public Object policyData;

    /**
     * A number of the policy's own for this circuit, 0 when a policy sees it for the first time. Whoever needs no more
     * than this spares the processor the way to one more object for each cell.
     */
    public int policyPlace;

    /** How many cells wait. */
    public abstract int cells();

    /** When the oldest of them came, in the loop's nanoseconds. */
    public abstract long oldestAt();

    /**
     * How much it sent lately: cells, each weighted by 2 to the power of the half-lives between the loop's epoch and its
     * sending. The weight of what was sent does not change with time, so comparing two circuits of one loop
     * needs no clock; CircuitPriorityHalflife sets the half-life.
     */
    public abstract double recentCells();

    /**
     * In which unit {@link #recentCells} is told now, the same for all circuits of a loop: when it becomes another, all
     * their ledgers shrink by one factor, which keeps their order. Who keeps copies of them takes them anew then.
     */
    public int recentUnit() {
        return 0;
    }

    /** How many cells it sent in all. */
    public abstract long sentCells();
}
