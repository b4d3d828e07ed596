package org.tropea.scheduler.kist;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;

/** The scheduler that {@code Schedulers} calls KIST or KISTLite; the same for now, as nobody asks the kernel yet. */
@Component(
        property = {
            SchedulerPolicyFactory.NAME + "=KIST",
            SchedulerPolicyFactory.NAME + "=KISTLite",
            "service.ranking:Integer=100"
        })
public final class KistFactory implements SchedulerPolicyFactory {
    /** C tor 0.4.9 runs every 2 ms too where neither torrc nor consensus says otherwise. */
    private static final long DEFAULT_INTERVAL = 2_000_000;

    private static final long LONGEST_INTERVAL = 100_000_000;

    @Override
    public SchedulerPolicy create(Options options) {
        return new KistPolicy(interval(options.intervalNanos("KISTSchedRunInterval")));
    }

    /** KISTSchedRunInterval in nanoseconds: 0 leaves it to us; at most 100 ms. */
    static long interval(long asked) {
        return asked <= 0 ? DEFAULT_INTERVAL : Math.min(asked, LONGEST_INTERVAL);
    }
}
