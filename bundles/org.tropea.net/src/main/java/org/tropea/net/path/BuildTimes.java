package org.tropea.net.path;

import org.osgi.annotation.versioning.ProviderType;

/** Learns how long building a circuit takes (path-spec 2.4). One per router; any thread. */
@ProviderType
public interface BuildTimes {
    /** After how many milliseconds a circuit of three hops is given up. */
    long timeoutMillis();

    /** Until when, in milliseconds, one that was given up is still waited for, to learn from it; at least the former. */
    long closeMillis();

    /** A circuit's third hop answered {@code millis} after its launch. */
    void built(long millis);

    /** A circuit was given up at {@link #timeoutMillis}; {@code begun}: its first hop had answered. */
    void timedOut(boolean begun);

    /** Something came from the network: time-outs say something about circuits again. */
    void networkLive();

    /** How many times are known. */
    int known();
}
