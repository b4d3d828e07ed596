package org.tropea.scheduler.kist;

import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;

/**
 * Runs at most once per interval, at once when the last run is longer ago. A run gives one cell in turn to the channel
 * whose next circuit sent least lately, until no channel has cells and room, so that circuits compete across channels
 * while their cells are still in queues (KIST, Jansen et al. 2014; without the kernel's word here, as KISTLite). A
 * channel that stopped for want of room alone goes on as soon as the kernel took what it had: it waits for its peer, not
 * for the interval.
 */
final class KistPolicy extends SchedulerPolicy {
    /** What a channel carries that had cells left when its room ended. */
    private static final Object STOPPED_SHORT = new Object();

    private final long interval;
    private final ChannelHeap heap = new ChannelHeap();
    private boolean hasRun;
    private long lastRun;

    /** {@code interval} in nanoseconds. */
    KistPolicy(long interval) {
        this.interval = interval;
    }

    @Override
    public long pending(SchedulableChannel channel, long now) {
        return channel.policyData == STOPPED_SHORT ? 0 : untilDue(now);
    }

    private long untilDue(long now) {
        return hasRun ? Math.max(0, lastRun + interval - now) : 0;
    }

    @Override
    public long run(SchedulableChannel[] channels, int count, long now) {
        boolean due = untilDue(now) == 0;
        heap.clear();
        for (int i = 0; i < count; i++) {
            if (due || channels[i].policyData == STOPPED_SHORT) {
                heap.add(channels[i]);
            }
        }
        if (due) {
            hasRun = true;
            lastRun = now;
        }
        flush();
        return untilDue(now);
    }

    private void flush() {
        while (!heap.isEmpty()) {
            SchedulableChannel best = heap.first();
            if (best.flush(1) == 1 && best.cells() > 0 && best.room() > 0) {
                heap.firstChanged();
            } else {
                best.policyData = best.cells() > 0 && best.room() <= 0 ? STOPPED_SHORT : null;
                heap.removeFirst();
            }
        }
    }
}
