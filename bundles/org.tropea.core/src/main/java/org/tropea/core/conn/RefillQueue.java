package org.tropea.core.conn;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/**
 * The connections of one loop that wait for a bucket, one queue for each direction, looked at every few milliseconds so
 * that a flow is smooth. They go on in the order in which they stopped, and only as many as the bucket can serve.
 */
final class RefillQueue {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(8);

    private final EventLoop loop;
    private final Lane lane;
    private final boolean reading;
    private final ArrayDeque<BaseConnection> waiting = new ArrayDeque<>();
    private final Runnable refill = this::refill;

    RefillQueue(EventLoop loop, Lane lane, boolean reading) {
        this.loop = loop;
        this.lane = lane;
        this.reading = reading;
    }

    void add(BaseConnection connection) {
        if (waiting.isEmpty()) {
            loop.schedule(INTERVAL, refill);
        }
        waiting.addLast(connection);
    }

    int size() {
        return waiting.size();
    }

    /** Those that wait for the router's buckets, not for their own. */
    private int hungry() {
        int count = 0;
        for (BaseConnection connection : waiting) {
            Suspension direction = reading ? connection.reading() : connection.writing();
            count += direction.holds(Reason.GLOBAL_BANDWIDTH) ? 1 : 0;
        }
        return count;
    }

    private void refill() {
        long now = loop.now();
        lane.waits(loop.index(), hungry(), now);
        long left = lane.available(loop.index(), false, now);
        for (int rest = waiting.size(); rest > 0; rest--) {
            BaseConnection next = waiting.pollFirst();
            if (next.state() == ConnectionState.CLOSED) {
                continue;
            }
            if (left > 0 && next.refilled(reading, now)) {
                left -= Lane.LEAST_SHARE;
            } else {
                waiting.addLast(next);
            }
        }
        if (!waiting.isEmpty()) {
            loop.schedule(INTERVAL, refill);
        }
    }
}
