package org.tropea.flow.scheduler;

import org.tropea.net.option.Options;
import org.tropea.net.params.Params;

/** A scheduler: a stateless factory in the service registry, with its name as the property {@link #NAME}. */
public interface SchedulerPolicyFactory {
    /** The service property with the names under which {@code Schedulers} may list it: {@code KIST}, {@code Vanilla}. */
    String NAME = "tropea.scheduler";

    /** A policy for one loop of a router with {@code options}. One may be made only to load its classes, and is never called. */
    SchedulerPolicy create(Options options);

    /** The same where the network has {@code params}. When they change, as when options do, another policy is made. */
    default SchedulerPolicy create(Options options, Params params) {
        return create(options);
    }
}
