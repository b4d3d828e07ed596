package org.tropea.core.conn;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Shares one direction's buckets among the loops of a router by demand: while connections wait for a bucket in several
 * loops, a loop whose connections got more than {@link #AHEAD} bytes each beyond another's lets that one go first. Each
 * loop writes its own numbers; all read all. Times are nanoseconds of the loops' common clock.
 */
final class LoopShares {
    /** How many bytes for each waiting connection one loop may be ahead of another. */
    static final long AHEAD = 4L * Lane.LEAST_SHARE;
    /** A loop looks at those that wait every 8 ms; one that did not for so long has none. */
    private static final long FRESH = 20_000_000;
    /** Bytes for each connection are kept to so many parts of a byte. */
    private static final int PARTS = 256;

    private final int loops;
    /** What each waiting connection of a loop got on the average, in parts. */
    private final AtomicLongArray got;

    private final AtomicLongArray waiting;
    private final AtomicLongArray seen;

    LoopShares(int loops) {
        this.loops = loops;
        got = new AtomicLongArray(loops);
        waiting = new AtomicLongArray(loops);
        seen = new AtomicLongArray(loops);
    }

    /** {@code connections} of the loop at {@code loop} wait at {@code now}; if none did until now it starts level. */
    void waits(int loop, int connections, long now) {
        if (loops > 1) {
            if (!isWaiting(loop, now)) {
                level(loop, now);
            }
            waiting.setOpaque(loop, connections);
            seen.setOpaque(loop, now);
        }
    }

    private boolean isWaiting(int loop, long now) {
        return waiting.getOpaque(loop) > 0 && now - seen.getOpaque(loop) < FRESH;
    }

    private void level(int loop, long now) {
        long least = Long.MAX_VALUE;
        for (int other = 0; other < loops; other++) {
            if (other != loop && isWaiting(other, now)) {
                least = Math.min(least, got.getOpaque(other));
            }
        }
        if (least != Long.MAX_VALUE) {
            got.setOpaque(loop, least);
        }
    }

    /** The loop at {@code loop} moved {@code bytes}. */
    void took(int loop, int bytes) {
        if (loops > 1) {
            long each = (long) bytes * PARTS / Math.max(1, waiting.getOpaque(loop));
            got.setOpaque(loop, got.getOpaque(loop) + each);
        }
    }

    /** Whether the loop at {@code loop} must leave what there is to another one. */
    boolean isAhead(int loop, long now) {
        for (int other = 0; other < loops; other++) {
            if (other != loop && isWaiting(other, now) && got.getOpaque(loop) - got.getOpaque(other) > AHEAD * PARTS) {
                return true;
            }
        }
        return false;
    }
}
