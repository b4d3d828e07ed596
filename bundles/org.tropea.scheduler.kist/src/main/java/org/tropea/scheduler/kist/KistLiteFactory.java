package org.tropea.scheduler.kist;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;
import org.tropea.net.params.Params;

/** The scheduler that {@code Schedulers} calls KISTLite: KIST that asks the kernel nothing. */
@Component(property = {SchedulerPolicyFactory.NAME + "=KISTLite", "service.ranking:Integer=90"})
public final class KistLiteFactory implements SchedulerPolicyFactory {
    @Override
    public SchedulerPolicy create(Options options) {
        return create(options, Params.NONE);
    }

    @Override
    public SchedulerPolicy create(Options options, Params params) {
        return new KistPolicy(KistFactory.interval(options, params), SocketLimit.NONE);
    }
}
