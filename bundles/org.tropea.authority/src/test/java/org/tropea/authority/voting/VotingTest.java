package org.tropea.authority.voting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tropea.authority.voting.VoteTimetable.Timing;
import org.tropea.authority.voting.VotingRound.Step;

/** When what is due in a round. */
final class VotingTest {
    private static final long MIDNIGHT = 20_000L * 86_400;

    @Test
    void partsOfARoundComeBeforeItsInterval() {
        VoteTimetable t = VoteTimetable.next(MIDNIGHT + 61, new Timing(3600, 300, 200, 0));
        assertEquals(MIDNIGHT + 3600, t.intervalStarts());
        assertEquals(MIDNIGHT + 3100, t.votingStarts());
        assertEquals(MIDNIGHT + 3250, t.fetchVotes());
        assertEquals(MIDNIGHT + 3400, t.votingEnds());
        assertEquals(MIDNIGHT + 3500, t.fetchSignatures());
    }

    @Test
    void delaysThatDoNotFitBecomeAQuarter() {
        VoteTimetable t = VoteTimetable.next(MIDNIGHT, new Timing(20, 8, 8, 0));
        assertEquals(MIDNIGHT + 15, t.votingEnds());
        assertEquals(MIDNIGHT + 10, t.votingStarts());
    }

    @Test
    void intervalsNeverSpanMidnight() {
        int interval = 7 * 3600; // the fourth would be of three hours, less than half, so the last two are moved
        assertEquals(MIDNIGHT + 2 * interval, VoteTimetable.startAfter(MIDNIGHT + interval, interval, 0));
        assertEquals(MIDNIGHT + 86_400 - interval, VoteTimetable.startAfter(MIDNIGHT + 2 * interval, interval, 0));
        assertEquals(MIDNIGHT + 86_400, VoteTimetable.startAfter(MIDNIGHT + 86_399, interval, 0));
        assertEquals(MIDNIGHT + 86_400 + interval, VoteTimetable.startAfter(MIDNIGHT + 86_400, interval, 0));
    }

    @Test
    void anOffsetMovesEveryStart() {
        assertEquals(MIDNIGHT + 10, VoteTimetable.startAfter(MIDNIGHT + 5, 300, 10));
        assertEquals(MIDNIGHT + 310, VoteTimetable.startAfter(MIDNIGHT + 10, 300, 10));
    }

    @Test
    void timingsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new Timing(0, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Timing(10, 0, 1, 0));
    }

    @Test
    void stepsAreDueOnceAndInOrder() {
        VotingRound round = new VotingRound(VoteTimetable.next(MIDNIGHT, new Timing(10, 2, 2, 0)));
        assertNull(round.due(MIDNIGHT + 5));
        assertEquals(MIDNIGHT + 6, round.nextDue());
        assertEquals(Step.VOTE, round.due(MIDNIGHT + 6));
        assertNull(round.due(MIDNIGHT + 6));
        assertEquals(Step.FETCH_VOTES, round.due(MIDNIGHT + 7));
        assertTrue(round.isDone(Step.FETCH_VOTES));
        assertFalse(round.isDone(Step.COMPUTE));
        assertEquals(Step.COMPUTE, round.due(MIDNIGHT + 30));
        assertEquals(Step.FETCH_SIGNATURES, round.due(MIDNIGHT + 30));
        assertEquals(Step.PUBLISH, round.due(MIDNIGHT + 30));
        assertTrue(round.isOver());
        assertNull(round.due(MIDNIGHT + 30));
    }
}
