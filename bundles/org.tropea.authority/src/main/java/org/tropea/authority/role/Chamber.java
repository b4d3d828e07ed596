package org.tropea.authority.role;

import java.util.List;
import org.tropea.authority.random.RandomRun;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.net.option.Options;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;

/** What the rounds need of the router around them. On the conductor. */
interface Chamber {
    /** The options in force. */
    Options options();

    /** A round begins: what a reload said of the authorities counts from now on. */
    void roundBegins();

    /** The v3 identities of all authorities of the present round, ourselves included. */
    List<Octets> authorities();

    /** The time, seconds since 1970. */
    long now();

    /** Our vote for the round of this timetable. */
    Vote vote(VoteTimetable timetable, RandomRun random, long now);

    /** A vote was taken, ours or another's. */
    void cameIn(Vote vote);
}
