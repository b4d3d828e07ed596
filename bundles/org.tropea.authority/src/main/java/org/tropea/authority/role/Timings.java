package org.tropea.authority.role;

import org.tropea.authority.voting.VoteTimetable;
import org.tropea.authority.voting.VoteTimetable.Timing;
import org.tropea.net.option.Options;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.Schedule;

/** When rounds are: by the consensus that holds, or by the options when none does (dir-spec 3.7). Stateless. */
final class Timings {
    private Timings() {}

    /** The round that is the next at {@code now}; {@code live} is the consensus that holds, or null. */
    static VoteTimetable next(Options options, Consensus live, long now) {
        int offset = seconds(options, "TestingV3AuthVotingStartOffset");
        if (live == null) {
            return VoteTimetable.next(
                    now,
                    new Timing(
                            seconds(options, "TestingV3AuthInitialVotingInterval"),
                            seconds(options, "TestingV3AuthInitialVoteDelay"),
                            seconds(options, "TestingV3AuthInitialDistDelay"),
                            offset));
        }
        Schedule schedule = live.schedule();
        int interval = (int) (schedule.freshUntil() - schedule.validAfter());
        return VoteTimetable.next(
                now,
                new Timing(interval, Math.max(1, schedule.voteSeconds()), Math.max(1, schedule.distSeconds()), offset));
    }

    /** The interval that runs of shared random values are counted by. */
    static int interval(Options options, Consensus live) {
        return live == null
                ? seconds(options, "V3AuthVotingInterval")
                : (int) (live.schedule().freshUntil() - live.schedule().validAfter());
    }

    private static int seconds(Options options, String name) {
        return (int) Math.min(Integer.MAX_VALUE, options.intervalMillis(name) / 1000);
    }
}
