package org.tropea.core.scheduler;

import java.util.Map;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.suspend.Suspension;

/** A channel in the {@link SchedulerFrame} of its loop, which keeps its state here. Touched only by that loop. */
public abstract class ScheduledChannel extends SchedulableChannel {
    SchedulerState state = SchedulerState.IDLE;
    /** Those with whom it shares a policy; null while it is in no frame. */
    PolicyGroup group;

    int listIndex;
    long pendingSince;
    boolean wrote;
    private long sent;
    /** Its writing direction: what the frame and the channel hold; changes when a state does, not by cell. */
    private final Suspension writing = new Suspension(() -> {});

    /** What it lacks for sending. */
    public final SchedulerState schedulerState() {
        return state;
    }

    /** Why it does not send; a run of its policy lifts SCHEDULER. */
    public final Suspension writing() {
        return writing;
    }

    /** Whether a circuitmux policy can pick its cells. */
    public boolean canPick() {
        return true;
    }

    /** What a choice among policies may depend on. */
    public Map<String, Object> properties() {
        return Map.of();
    }

    /** Only within a run of the policy that decides about it; at other times that is nonsense, which ends the policy. */
    @Override
    public final int flush(int cells) {
        int moved = group == null ? 0 : group.flush(this, cells);
        sent += moved;
        return moved;
    }

    /** Moves at most {@code cells} cells, one at least, from its circuits to its backend; returns how many. */
    protected abstract int move(int cells);

    /** Hands what a run of the policy wrote on to the network; called once after each run that could write. */
    public abstract void flushBackend();

    /**
     * Since when, in the loop's nanoseconds, it is pending and its policy moved nothing of it; {@link Long#MAX_VALUE} when
     * it is not pending.
     */
    public final long pendingSince() {
        return state == SchedulerState.PENDING ? pendingSince : Long.MAX_VALUE;
    }

    /** A snapshot for people. */
    ScheduledStatus status(long now) {
        long pending = state == SchedulerState.PENDING ? now - pendingSince : 0;
        return new ScheduledStatus(id(), state, cells(), room(), sent, pending, group.label());
    }
}
