package org.tropea.scheduler.vanilla;

import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;

/** At the end of each turn every pending channel, first come first served, sends what it has room for. */
final class VanillaPolicy extends SchedulerPolicy {
    /** So many cells at a time; a channel with more room is asked again. */
    private static final int MAX_FLUSH = 1000;

    @Override
    public long pending(SchedulableChannel channel, long now) {
        return 0;
    }

    @Override
    public long run(SchedulableChannel[] channels, int count, long now) {
        for (int i = 0; i < count; i++) {
            flush(channels[i]);
        }
        return 0;
    }

    private static void flush(SchedulableChannel channel) {
        int left = channel.room();
        while (left > 0) {
            int flushed = channel.flush(Math.min(left, MAX_FLUSH));
            if (flushed == 0) {
                return;
            }
            left -= flushed;
        }
    }
}
