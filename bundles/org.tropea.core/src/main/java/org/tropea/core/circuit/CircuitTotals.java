package org.tropea.core.circuit;

import org.tropea.flow.fault.CloseCause;

/** What the circuits of one loop did since the start. Written by that loop only. */
public final class CircuitTotals {
    long relayed;
    long delivered;
    long originated;
    long built;
    long dropped;
    private final long[] closed = new long[CloseCause.values().length];

    CircuitTotals() {}

    void closed(CloseCause cause) {
        closed[cause.ordinal()]++;
    }

    /** A circuit that begins here closed because of {@code cause}. */
    public void closedOne(CloseCause cause) {
        closed(cause);
    }

    /** A relay cell was recognized at a circuit that begins here. */
    public void deliveredOne() {
        delivered++;
    }

    /** A relay cell was made for a circuit that begins here. */
    public void originatedOne() {
        originated++;
    }

    /** A relay message on a circuit that begins here was for nobody. */
    public void droppedOne() {
        dropped++;
    }

    /** Relay cells passed on to another hop. */
    public long relayed() {
        return relayed;
    }

    /** Relay cells recognized here. */
    public long delivered() {
        return delivered;
    }

    /** Relay cells made here. */
    public long originated() {
        return originated;
    }

    /** Circuits whose onion handshake we answered. */
    public long built() {
        return built;
    }

    /** Relay messages that were for nobody. */
    public long dropped() {
        return dropped;
    }

    /** Circuits closed because of {@code cause}. */
    public long closedBecause(CloseCause cause) {
        return closed[cause.ordinal()];
    }

    /** Circuits closed. */
    public long closed() {
        long all = 0;
        for (long count : closed) {
            all += count;
        }
        return all;
    }
}
