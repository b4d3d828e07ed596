package org.tropea.flow.origin;

import org.tropea.flow.fault.CloseCause;

/**
 * What a circuit that begins here tells who launched it; called only in the circuit's loop. What is thrown closes the
 * circuit with BUG.
 */
public interface CircuitEvents {
    /** The channel to the first hop is open and the first handshake begins: time-outs may be counted from here. */
    default void connected() {}

    /** One more hop has answered: there are {@code hops} now. */
    default void extended(int hops) {}

    /** The last hop asked for has answered. */
    void built();

    /**
     * It had at least one stream and has none any more. Streams may be opened in this call, and the circuit closed.
     */
    default void unused() {}

    /**
     * It is closed, and its streams have ended; called exactly once, last. With PEER_DESTROYED, {@code reason} is what
     * DESTROY or TRUNCATED said (see {@link org.tropea.cell.DestroyReason}), else 0. {@code hops} had answered until then:
     * while it was building, it was hop {@code hops + 1} that failed.
     */
    void closed(CloseCause cause, int reason, int hops);
}
