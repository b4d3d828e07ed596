package org.tropea.authority.consensus;

import org.tropea.netdoc.status.BandwidthEstimate;

/** The bandwidth of all relays by what they are fit for, kilobytes per second. Belongs to one thread. */
final class Bandwidths {
    /** Each begins with one, so that nothing is divided by zero. */
    private long guards = 1;

    private long middles = 1;
    private long exits = 1;
    private long guardExits = 1;
    private long total = 4;

    /** Adds one relay; one that has been a guard for a part of the time counts as one for that part only. */
    void add(BandwidthEstimate estimate, boolean exit, boolean guard) {
        if (estimate == null) {
            return;
        }
        long all = estimate.bandwidth();
        boolean partly = guard && estimate.guardFraction() >= 0;
        long asGuard = partly ? Math.round(estimate.guardFraction() / 100.0 * all) : all;
        total += asGuard;
        if (exit && guard) {
            guardExits += asGuard;
            exits += all - asGuard;
        } else if (exit) {
            exits += all;
        } else if (guard) {
            guards += asGuard;
            middles += all - asGuard;
        } else {
            middles += all;
        }
    }

    long guards() {
        return guards;
    }

    long middles() {
        return middles;
    }

    long exits() {
        return exits;
    }

    long guardExits() {
        return guardExits;
    }

    long total() {
        return total;
    }
}
