package org.tropea.core.scheduler;

import java.util.Arrays;
import java.util.List;
import org.tropea.flow.scheduler.SchedulableChannel;

/** The pending channels of one policy in the order in which they became so. Touched only by one loop. */
final class PendingList {
    private ScheduledChannel[] channels = new ScheduledChannel[16];
    /** What the policy is shown: its own array, with which it may do what it wants. */
    private SchedulableChannel[] shown = new SchedulableChannel[16];

    private int count;

    int size() {
        return count;
    }

    ScheduledChannel get(int index) {
        return channels[index];
    }

    void add(ScheduledChannel channel) {
        if (count == channels.length) {
            channels = Arrays.copyOf(channels, count * 2);
        }
        channels[count++] = channel;
    }

    /** All of them, in an array to be given away until {@link #hide}. */
    SchedulableChannel[] show() {
        if (shown.length < count) {
            shown = new SchedulableChannel[channels.length];
        }
        System.arraycopy(channels, 0, shown, 0, count);
        return shown;
    }

    void hide(int were) {
        Arrays.fill(shown, 0, were, null);
    }

    /** Adds those that belong to other groups by now to {@code others}, and forgets them. */
    void takeOthers(PolicyGroup group, List<ScheduledChannel> others) {
        for (int i = 0; i < count; i++) {
            if (channels[i].group != group) {
                others.add(channels[i]);
            }
        }
        keep(group);
    }

    /** Forgets those that are no longer pending, or no longer in {@code group}. */
    void keep(PolicyGroup group) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            ScheduledChannel channel = channels[i];
            if (channel.group == group && channel.state == SchedulerState.PENDING) {
                channels[kept++] = channel;
            }
        }
        Arrays.fill(channels, kept, count, null);
        count = kept;
    }
}
