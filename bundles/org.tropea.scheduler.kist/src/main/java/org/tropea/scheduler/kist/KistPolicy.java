package org.tropea.scheduler.kist;

import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;

/**
 * Runs at most once per interval, at once when the last run is longer ago. A run gives one cell in turn to the channel
 * whose next circuit sent least lately, until no channel has cells and room, so that circuits compete across channels
 * while their cells are still in queues (KIST, Jansen et al. 2014; without the kernel's word here, as KISTLite).
 */
final class KistPolicy extends SchedulerPolicy {
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
        return hasRun ? Math.max(0, lastRun + interval - now) : 0;
    }

    @Override
    public long run(SchedulableChannel[] channels, int count, long now) {
        hasRun = true;
        lastRun = now;
        heap.fill(channels, count);
        while (!heap.isEmpty()) {
            SchedulableChannel best = heap.first();
            if (best.flush(1) == 1 && best.cells() > 0 && best.room() > 0) {
                heap.firstChanged();
            } else {
                heap.removeFirst();
            }
        }
        return interval;
    }
}
