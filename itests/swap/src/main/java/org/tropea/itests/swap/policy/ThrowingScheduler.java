package org.tropea.itests.swap.policy;

import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;

/** Throws in the middle of its 1,000th run, when the first channel has been flushed already. */
public final class ThrowingScheduler implements SchedulerPolicyFactory {
    @Override
    public SchedulerPolicy create(Options options) {
        return new Policy();
    }

    static final class Policy extends FlushAll {
        @Override
        long fault() {
            throw new IllegalStateException("the 1,000th run");
        }
    }
}
