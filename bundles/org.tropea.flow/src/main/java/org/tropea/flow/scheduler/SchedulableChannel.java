package org.tropea.flow.scheduler;

import org.tropea.flow.loop.TcpState;

/** A channel as a {@link SchedulerPolicy} sees it. The core implements it. Touched only by the channel's loop. */
public abstract class SchedulableChannel {
    /** The policy's own record of this channel; null when a policy sees it for the first time. */
    public Object policyData;

    /** The channel's number, unique in the router. */
    public abstract long id();

    /** How many cells wait in its circuit queues. */
    public abstract int cells();

    /** How many cells it may take now. */
    public abstract int room();

    /**
     * How busy the circuit that would send next was lately; less goes first. The core's ledger, so channels of one loop
     * compare whatever their circuitmux policies are.
     */
    public abstract double rank();

    /**
     * Moves at most {@code cells} cells from its circuits to its backend; returns how many. Only within a run of the policy
     * that decides about this channel; elsewhere it throws, and that policy is over.
     */
    public abstract int flush(int cells);

    /** Bytes given to the backend and not yet to the kernel. */
    public abstract int bytesQueued();

    /** Reads what the kernel says of the TCP socket below into {@code into}; false, with a reason in it, if nothing. */
    public boolean tcpState(TcpState into) {
        return into.unknown("the channel does not tell of a socket");
    }
}
