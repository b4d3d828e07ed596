package org.tropea.authority.relays;

import java.net.InetSocketAddress;
import org.tropea.authority.flags.Observed;

/**
 * How one relay has behaved: runs and downtimes, older ones counting less. Numbers are C tor's, so that the file says
 * the same to both. Times are seconds since 1970, 0 for none. On the conductor.
 */
final class RelayHistory {
    /** With less weight than this in all its runs a relay counts as never seen. */
    static final double LEAST_WEIGHT = 0.0001;

    /** Weighted sum of the lengths of its runs. */
    long runLength;
    /** Sum of the weights of these runs. */
    double runWeights;
    /** When the present run began. */
    long startOfRun;
    /** Since when it is down. */
    long startOfDowntime;
    /** Weighted time for which it was up. */
    long uptime;
    /** Weighted time for which we have known whether it was. */
    long timeKnown;

    private InetSocketAddress lastAddress;

    /** It was reached at {@code address}; another one than before counts as a downtime of {@code penalty} seconds. */
    void reached(InetSocketAddress address, long when, long penalty) {
        boolean moved = lastAddress != null && !lastAddress.equals(address);
        up(when);
        if (moved && startOfDowntime == 0) {
            down(when - penalty);
            up(when);
        }
        lastAddress = address;
    }

    private void up(long when) {
        if (startOfRun == 0) {
            startOfRun = when;
        }
        if (startOfDowntime != 0) {
            timeKnown += when - startOfDowntime;
            startOfDowntime = 0;
        }
    }

    /** It counts as down since {@code when}; that it was down already changes nothing. */
    void down(long when) {
        if (startOfRun != 0) {
            endRun(when - startOfRun);
        }
        if (startOfDowntime == 0) {
            startOfDowntime = when;
        }
    }

    private void endRun(long length) {
        runWeights += 1;
        startOfRun = 0;
        runLength = Math.max(0, runLength + length);
        uptime = Math.max(0, uptime + length);
        timeKnown += Math.max(0, length);
    }

    /** It counts as never having been up. */
    void pessimal(long when) {
        down(when);
        runLength = 0;
        uptime = 0;
    }

    /** All that was counts {@code factor} times as much from now on. */
    void discount(double factor) {
        runLength = (long) (runLength * factor);
        runWeights *= factor;
        uptime = (long) (uptime * factor);
        timeKnown = (long) (timeKnown * factor);
    }

    /** Whether nothing is left to remember. */
    boolean isForgotten() {
        return runWeights < LEAST_WEIGHT && startOfRun == 0;
    }

    /** What flags are given by, as if the present run ended now. */
    Observed.History at(long now) {
        long run = startOfRun == 0 ? 0 : now - startOfRun;
        long down = startOfRun == 0 && startOfDowntime != 0 ? now - startOfDowntime : 0;
        double weights = runWeights + (startOfRun == 0 ? 0 : 1);
        long known = timeKnown + run + down;
        return new Observed.History(
                Math.max(0, run),
                weights < LEAST_WEIGHT ? 0 : (runLength + run) / weights,
                known == 0 ? 0 : (uptime + run) / (double) known,
                known);
    }
}
