package org.tropea.conn.extor;

import java.util.concurrent.TimeUnit;

/** Counts the wrong hashes at the ExtORPorts, so that the log has one line a minute of them at most. Any thread. */
final class WrongHashes {
    private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

    private int untold;
    private boolean told;
    private long toldAt;

    /** One more at {@code now}, in nanoseconds; returns how many the log is to tell of now, 0 for no line. */
    synchronized int another(long now) {
        untold++;
        if (told && now - toldAt < PERIOD) {
            return 0;
        }
        int count = untold;
        untold = 0;
        told = true;
        toldAt = now;
        return count;
    }

    /** Those that no line has told of yet. */
    synchronized int untold() {
        return untold;
    }
}
