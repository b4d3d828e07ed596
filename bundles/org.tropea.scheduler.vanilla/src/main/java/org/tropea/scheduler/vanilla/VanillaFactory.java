package org.tropea.scheduler.vanilla;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;

/** The scheduler that {@code Schedulers} calls Vanilla. */
@Component(property = SchedulerPolicyFactory.NAME + "=Vanilla")
public final class VanillaFactory implements SchedulerPolicyFactory {
    @Override
    public SchedulerPolicy create(Options options) {
        return new VanillaPolicy();
    }
}
