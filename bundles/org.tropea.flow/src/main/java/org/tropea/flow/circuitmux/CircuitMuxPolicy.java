package org.tropea.flow.circuitmux;

/**
 * Decides which circuit of one channel sends next. Made by a {@link CircuitMuxPolicyFactory} for one channel and called
 * only in that channel's loop. A circuit is active while its queue is not empty.
 */
public abstract class CircuitMuxPolicy {
    /** {@code circuit}'s queue went from empty to not empty. */
    public abstract void activated(MuxedCircuit circuit);

    /** {@code circuit}'s queue went empty, or it leaves the channel while active. */
    public abstract void deactivated(MuxedCircuit circuit);

    /** The active circuit that sends next; null only when none is active. Called once per cell. */
    public abstract MuxedCircuit pick();

    /** {@code cells} of {@code circuit}, still active or just deactivated, were sent; its ledger counts them already. */
    public abstract void sent(MuxedCircuit circuit, int cells);

    /** How many circuits are active. */
    public abstract int active();
}
