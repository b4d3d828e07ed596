package org.example.longestqueue;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.option.Options;

/** Longest queue first: of the channels that can send, the one with the most cells waiting sends the next few. */
@Component(property = SchedulerPolicyFactory.NAME + "=LongestQueue")
public final class LongestQueue implements SchedulerPolicyFactory {
    @Override
    public SchedulerPolicy create(Options options) {
        return new Policy();
    }

    /** Decides for one loop, and is called only there: no locks. */
    private static final class Policy extends SchedulerPolicy {
        private static final int CELLS_AT_A_TIME = 8;

        /** A channel has cells and room: run at the end of this turn, in 0 nanoseconds. */
        @Override
        public long pending(SchedulableChannel channel, long now) {
            return 0;
        }

        /** Serves the channels that have cells and room, until each has run out of one of them. */
        @Override
        public long run(SchedulableChannel[] channels, int count, long now) {
            int left = count;
            while (left > 0) {
                int next = longest(channels, left);
                SchedulableChannel channel = channels[next];
                if (channel.flush(Math.min(CELLS_AT_A_TIME, channel.room())) == 0) {
                    channels[next] = channels[--left];
                    channels[left] = channel;
                }
            }
            return 0;
        }

        private static int longest(SchedulableChannel[] channels, int count) {
            int longest = 0;
            for (int i = 1; i < count; i++) {
                if (channels[i].cells() > channels[longest].cells()) {
                    longest = i;
                }
            }
            return longest;
        }
    }
}
