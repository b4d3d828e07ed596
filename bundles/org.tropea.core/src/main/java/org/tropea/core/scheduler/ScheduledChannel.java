package org.tropea.core.scheduler;

import org.tropea.flow.scheduler.SchedulableChannel;

/** A channel in the {@link SchedulerFrame} of its loop, which keeps its state here. Touched only by that loop. */
public abstract class ScheduledChannel extends SchedulableChannel {
    SchedulerState state = SchedulerState.IDLE;
    boolean member;
    int listIndex;

    /** What it lacks for sending. */
    public final SchedulerState schedulerState() {
        return state;
    }

    /** Hands what a run of the policy wrote on to the network; called once after each run that could write. */
    public abstract void flushBackend();
}
