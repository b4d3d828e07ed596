package org.tropea.authority.flags;

import java.util.Set;
import org.tropea.netdoc.descriptor.ServerDescriptor;

/**
 * One relay as an authority sees it when it votes. Immutable, any thread.
 *
 * @param descriptor what it says of itself
 * @param authority whether it is one of the authorities
 * @param running whether it was reached lately, or counts as reached
 * @param valid whether the operator lets it take part
 * @param badExit whether the operator calls it a bad exit
 * @param middleOnly whether the operator wants it in the middle alone
 * @param sybil whether it is one of too many at its address
 * @param stripped flags that the operator does not want it to have
 * @param reachedIpv6 whether it was reached by IPv6 lately, so that its address there may be told
 * @param measured its measured bandwidth, kilobytes per second, or -1
 * @param history how it has behaved
 */
public record Observed(
        ServerDescriptor descriptor,
        boolean authority,
        boolean running,
        boolean valid,
        boolean badExit,
        boolean middleOnly,
        boolean sybil,
        Set<String> stripped,
        boolean reachedIpv6,
        long measured,
        History history) {
    /** One that may have every flag, and was reached at all its addresses. */
    public Observed(
            ServerDescriptor descriptor,
            boolean authority,
            boolean running,
            boolean valid,
            boolean badExit,
            boolean middleOnly,
            boolean sybil,
            long measured,
            History history) {
        this(descriptor, authority, running, valid, badExit, middleOnly, sybil, Set.of(), true, measured, history);
    }

    /** Relays without a newer descriptor are no longer voted on, seconds. */
    static final long OLDEST = 24 * 3600L;

    private static final long MOST_BELIEVED = 10_000_000;

    /**
     * How a relay has behaved.
     *
     * @param upFor seconds since it came up, as far as we saw
     * @param timeBetweenFailures weighted mean time between failures, seconds
     * @param uptimeFraction weighted fraction of the time that it was up, 0 to 1
     * @param timeKnown weighted time for which we have known it, seconds
     */
    public record History(long upFor, double timeBetweenFailures, double uptimeFraction, long timeKnown) {
        /** Of a relay that was never seen. */
        public static final History NONE = new History(0, 0, 0, 0);
    }

    /** The bandwidth that counts, kilobytes per second: measured, or else what it says unless too many are measured. */
    long credibleBandwidth(boolean measuredOnly) {
        if (measured >= 0) {
            return measured;
        }
        return measuredOnly ? 0 : advertisedBandwidth();
    }

    /** What it says that it can carry, as far as that is believed, kilobytes per second. */
    public long advertisedBandwidth() {
        return Math.min(descriptor.facts().bandwidth().capped(), MOST_BELIEVED) / 1000;
    }

    /** For how long it has been up by its own words, seconds. */
    long claimedUptime(long now) {
        long age = Math.max(0, now - descriptor.facts().published());
        return Math.max(0, descriptor.facts().uptime()) + age;
    }

    boolean isActive(long now) {
        return descriptor.facts().published() >= now - OLDEST
                && running
                && valid
                && !descriptor.facts().hibernating();
    }

    boolean isExit(boolean privateToo) {
        return GeneralExit.is(descriptor.facts().policy(), privateToo);
    }
}
