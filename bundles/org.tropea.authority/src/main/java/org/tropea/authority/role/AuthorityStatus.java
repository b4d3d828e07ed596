package org.tropea.authority.role;

import java.util.List;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.authority.voting.VotingRound.Step;

/**
 * How an authority stands, for people. Times in seconds since 1970.
 *
 * @param timetable of the present round
 * @param next the step that comes next
 * @param reveals whether shared random numbers are said in this round, or committed to
 * @param method the consensus method of what was computed in this round, or 0
 * @param ballots one for each authority
 * @param relays how many relays we know
 * @param published the consensus that we published last, or {@code -}
 * @param refused the last vote or signatures that we refused, and why, or {@code -}
 */
public record AuthorityStatus(
        VoteTimetable timetable,
        Step next,
        boolean reveals,
        int method,
        List<Ballot> ballots,
        int relays,
        String published,
        String refused) {
    /**
     * One authority in the present round.
     *
     * @param identity its v3 identity
     * @param nickname as its vote says, or {@code -}
     * @param votePublished when it voted, or 0
     * @param relays how many relays its vote lists
     * @param signed whether it signed both flavors
     */
    public record Ballot(String identity, String nickname, long votePublished, int relays, boolean signed) {}
}
