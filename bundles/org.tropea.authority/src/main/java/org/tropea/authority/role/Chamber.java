package org.tropea.authority.role;

import org.tropea.authority.random.RandomRun;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.net.option.Options;
import org.tropea.netdoc.status.Vote;

/** What the rounds need of the router around them. On the conductor. */
interface Chamber {
    /** The options in force. */
    Options options();

    /** The time, seconds since 1970. */
    long now();

    /** Our vote for the round of this timetable. */
    Vote vote(VoteTimetable timetable, RandomRun random, long now);

    /** A vote was taken, ours or another's. */
    void cameIn(Vote vote);
}
