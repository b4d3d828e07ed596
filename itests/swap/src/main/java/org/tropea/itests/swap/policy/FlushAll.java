package org.tropea.itests.swap.policy;

import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;

/** A sound scheduler, first come first served, until its 1,000th run: then it does whatever its kind of fault is. */
abstract class FlushAll extends SchedulerPolicy {
    private static final int FAULTY_RUN = 1000;

    private int runs;

    /** What is wrong with it; returned is when to run again. */
    abstract long fault();

    @Override
    public final long pending(SchedulableChannel channel, long now) {
        return 0;
    }

    @Override
    public final long run(SchedulableChannel[] channels, int count, long now) {
        channels[0].flush(channels[0].room());
        long again = ++runs == FAULTY_RUN ? fault() : 0;
        for (int i = 1; i < count; i++) {
            channels[i].flush(channels[i].room());
        }
        return again;
    }
}
