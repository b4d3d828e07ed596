package org.tropea.itests.swap.policy;

import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;

/** Takes 300 ms for its 1,000th run. */
public final class SlowScheduler implements SchedulerPolicyFactory {
    @Override
    public SchedulerPolicy create(Options options) {
        return new Policy();
    }

    static final class Policy extends FlushAll {
        @Override
        long fault() {
            long end = System.nanoTime() + 300_000_000;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            return 0;
        }
    }
}
