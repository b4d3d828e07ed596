package org.tropea.scheduler.kist;

import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;

/**
 * Runs at most once per interval, at once when the last run is longer ago. A run gives one cell in turn to the channel
 * whose next circuit sent least lately, until each has no cells, no room or used up its {@link Allotment}, so that
 * circuits compete across channels while their cells are still in queues (KIST, Jansen et al. 2014). A channel that
 * stopped for want of room alone goes on as soon as the kernel took what it had: it waits for its peer, not for the
 * interval. One that used up what the kernel could send waits for the next run, which asks the kernel again.
 */
final class KistPolicy extends SchedulerPolicy {
    private final long interval;
    private final SocketLimit limit;
    private final ChannelHeap heap = new ChannelHeap();
    private boolean hasRun;
    private long lastRun;

    /** {@code interval} in nanoseconds; {@code limit} says how much a channel may send in one. */
    KistPolicy(long interval, SocketLimit limit) {
        this.interval = interval;
        this.limit = limit;
    }

    @Override
    public long pending(SchedulableChannel channel, long now) {
        return of(channel).stoppedShort ? 0 : untilDue(now);
    }

    private long untilDue(long now) {
        return hasRun ? Math.max(0, lastRun + interval - now) : 0;
    }

    private static Allotment of(SchedulableChannel channel) {
        if (channel.policyData == null) {
            channel.policyData = new Allotment();
        }
        return (Allotment) channel.policyData;
    }

    @Override
    public long run(SchedulableChannel[] channels, int count, long now) {
        boolean due = untilDue(now) == 0;
        heap.clear();
        for (int i = 0; i < count; i++) {
            Allotment allotment = of(channels[i]);
            if (due) {
                allotment.left = limit.bytes(channels[i]);
            }
            if (due || allotment.stoppedShort) {
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
            Allotment allotment = of(best);
            boolean moved = allotment.hasCell() && best.flush(1) == 1;
            if (moved) {
                allotment.spendCell();
            }
            boolean goesOn = allotment.hasCell() && best.cells() > 0;
            if (moved && goesOn && best.room() > 0) {
                heap.firstChanged();
            } else {
                allotment.stoppedShort = goesOn && best.room() <= 0;
                heap.removeFirst();
            }
        }
    }
}
