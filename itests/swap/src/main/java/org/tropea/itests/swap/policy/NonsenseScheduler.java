package org.tropea.itests.swap.policy;

import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;

/** Answers its 1,000th run with a time that cannot be. */
public final class NonsenseScheduler implements SchedulerPolicyFactory {
    @Override
    public SchedulerPolicy create(Options options) {
        return new Policy();
    }

    static final class Policy extends FlushAll {
        @Override
        long fault() {
            return -1;
        }
    }
}
