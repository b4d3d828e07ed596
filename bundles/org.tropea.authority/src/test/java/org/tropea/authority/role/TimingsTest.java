package org.tropea.authority.role;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.net.option.Options;
import org.tropea.netdoc.status.Consensus;

class TimingsTest {
    private static final Map<String, String> GOOD = Map.of(
            "TestingTorNetwork", "1",
            "V3AuthVotingInterval", "20 seconds",
            "V3AuthVoteDelay", "4 seconds",
            "V3AuthDistDelay", "4 seconds",
            "TestingV3AuthInitialVotingInterval", "10 seconds",
            "TestingV3AuthInitialVoteDelay", "2 seconds",
            "TestingV3AuthInitialDistDelay", "3 seconds");

    @Test
    void withoutAConsensusTheInitialOptionsCount() {
        VoteTimetable timetable = Timings.next(Options.of(GOOD), null, 1_000_000_003L);
        assertEquals(10, timetable.interval());
        assertEquals(1_000_000_010L, timetable.intervalStarts());
        assertEquals(1_000_000_007L, timetable.votingEnds());
    }

    @Test
    void theConsensusThatHoldsCountsBeforeTheOptions() throws Exception {
        Consensus consensus = Consensus.parse(Round.bytes("three", "consensus"));
        long interval = consensus.schedule().freshUntil() - consensus.schedule().validAfter();
        VoteTimetable timetable =
                Timings.next(Options.of(GOOD), consensus, consensus.schedule().validAfter());
        assertEquals(interval, timetable.interval());
        assertEquals(interval, Timings.interval(Options.of(GOOD), consensus));
        assertEquals(20, Timings.interval(Options.of(GOOD), null));
    }
}
