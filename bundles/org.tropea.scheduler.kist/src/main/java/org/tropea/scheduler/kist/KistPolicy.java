package org.tropea.scheduler.kist;

import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;

/**
 * A run gives one cell in turn to the channel whose next circuit sent least lately, until each has no cells, no room or
 * used up its {@link Allotment}, so that circuits compete across channels while their cells are still in queues (KIST,
 * Jansen et al. 2014). Once per interval all pending channels get a new allotment. One that used it up waits for that,
 * since the kernel could not send more. One that has some left, as its cells or its room ended first, sends what comes
 * meanwhile at the turn's end: its socket is not what its cells would wait for. Without a kernel that tells, only
 * channels whose room ended do so.
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
        Allotment allotment = of(channel);
        return allotment.goesOn() || allotment.isStale(now, interval) ? 0 : untilDue(now);
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
            if (due || allotment.isStale(now, interval)) {
                allotment.renew(limit.bytes(channels[i]), now);
                heap.add(channels[i]);
            } else if (allotment.goesOn()) {
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
