package org.tropea.flow.scheduler;

import org.tropea.net.option.Options;

/** A scheduler: a stateless factory in the service registry, with its name as the property {@link #NAME}. */
public interface SchedulerPolicyFactory {
    /** The service property with the names under which {@code Schedulers} may list it: {@code KIST}, {@code Vanilla}. */
    String NAME = "tropea.scheduler";

    /** A policy for one loop of a router with {@code options}. One may be made only to load its classes, and is never called. */
    SchedulerPolicy create(Options options);
}
