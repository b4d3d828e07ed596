package org.tropea.core.scheduler;

/**
 * What one channel looked like to its scheduler at a moment.
 *
 * @param channel the channel's number
 * @param state what it lacked for sending
 * @param cells how many cells could go
 * @param room how many it could take
 * @param sent how many it sent in all
 * @param pendingNanos for how long it was pending while nothing of it was moved; 0 when it was not pending
 * @param policy the name of the policy that decides about it; {@code -} for none
 */
public record ScheduledStatus(
        long channel, SchedulerState state, int cells, int room, long sent, long pendingNanos, String policy) {}
