package org.tropea.core.slot;

import java.util.function.LongSupplier;

/**
 * What the slots of one router share. Immutable; any thread.
 *
 * @param loops the router's loops
 * @param log where swaps are written down
 * @param bugs where bugs of services are counted
 * @param drain SwapDrainTime now, in nanoseconds: how long a withdrawal waits for what the service made
 */
public record SlotContext(RouterLoops loops, SwapLog log, Bugs bugs, LongSupplier drain) {
    /** The most that a withdrawal waits, whatever SwapDrainTime says: SCR gives a component 5 s to let go. */
    public static final long MOST_DRAIN_NANOS = 2_500_000_000L;

    /** SwapDrainTime now, in nanoseconds, within bounds. */
    public long drainNanos() {
        return bounded(drain.getAsLong());
    }

    /** {@code nanos} of drain time, within bounds. */
    static long bounded(long nanos) {
        return Math.max(0, Math.min(nanos, MOST_DRAIN_NANOS));
    }
}
