package org.tropea.flow.scheduler;

/**
 * Decides which channel of one loop sends next, and when. Made by a {@link SchedulerPolicyFactory} for one loop and
 * called only there. The core keeps the four states of a channel: IDLE (no cells, no room), WAITING_FOR_CELLS (room),
 * WAITING_TO_WRITE (cells), PENDING (both); a policy sees the pending ones.
 */
public abstract class SchedulerPolicy {
    /** {@link #run} need not be called until another channel becomes pending. */
    public static final long NEVER = Long.MAX_VALUE;

    /** {@code channel} became pending at {@code now}. Returns in how many nanoseconds to run; 0: at this turn's end. */
    public abstract long pending(SchedulableChannel channel, long now);

    /**
     * Flushes pending channels, of which there are {@code count}, the first ones of {@code channels}, whose order it may
     * change; the core sorts out afterwards which of them still are. Returns in how many nanoseconds to run again if any
     * is still pending.
     */
    public abstract long run(SchedulableChannel[] channels, int count, long now);

    /** {@code channel} closed, or another policy decides about it from now on. */
    public void closed(SchedulableChannel channel) {}
}
