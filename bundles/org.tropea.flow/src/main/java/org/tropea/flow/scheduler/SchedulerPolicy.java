package org.tropea.flow.scheduler;

/**
 * Decides which channel of one loop sends next, and when. Made by a {@link SchedulerPolicyFactory} for one loop and
 * called only there. The core keeps the four states of a channel: IDLE (no cells, no room), WAITING_FOR_CELLS (room),
 * WAITING_TO_WRITE (cells), PENDING (both); a policy sees the pending ones.
 *
 * <p>Globally, across all channels, means across those of its loop, and there it is exact. A router with more loops has a
 * product in each, and they run side by side. What all loops need is shared without them: bandwidth by how many
 * connections wait for it in each, so that while some wait in two loops, what those of one got on the average is ahead of
 * what those of the other got by 8,224 bytes and one helping (an eighth of what the bucket holds) at most. Processors are
 * the kernel's to share: a channel lives where the least was to do when it was made.
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
