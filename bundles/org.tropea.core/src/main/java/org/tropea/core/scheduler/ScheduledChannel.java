package org.tropea.core.scheduler;

import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.suspend.Suspension;

/** A channel in the {@link SchedulerFrame} of its loop, which keeps its state here. Touched only by that loop. */
public abstract class ScheduledChannel extends SchedulableChannel {
    SchedulerState state = SchedulerState.IDLE;
    boolean member;
    int listIndex;
    /** Whether the policy let it send since its state was looked at. */
    boolean served;

    /** Its writing direction: what the frame holds, and the channel itself; changes when a state does, not by cell. */
    private final Suspension writing = new Suspension(() -> {});

    /** What it lacks for sending. */
    public final SchedulerState schedulerState() {
        return state;
    }

    /** Why it does not send; a run of the policy lifts SCHEDULER. */
    public final Suspension writing() {
        return writing;
    }

    /** Tells that the policy let it send. */
    protected final void served() {
        served = true;
    }

    /** Whether a circuitmux policy can pick its cells. */
    public boolean canPick() {
        return true;
    }

    /** Hands what a run of the policy wrote on to the network; called once after each run that could write. */
    public abstract void flushBackend();
}
