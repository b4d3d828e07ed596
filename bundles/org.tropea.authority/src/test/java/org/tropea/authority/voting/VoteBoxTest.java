package org.tropea.authority.voting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.authority.TestAuthority;
import org.tropea.authority.voting.VoteBox.Verdict;
import org.tropea.authority.voting.VoteTimetable.Timing;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.Vote;

final class VoteBoxTest {
    private static TestAuthority friend;
    private static TestAuthority other;
    private static Vote real;
    private VoteTimetable timetable;
    private VoteBox box;

    @BeforeAll
    static void keys() throws DocumentFault {
        friend = new TestAuthority("friend");
        other = new TestAuthority("other");
        real = Round.votes("three", 3).get(0);
    }

    @BeforeEach
    void open() {
        long validAfter = real.facts().schedule().validAfter();
        timetable = VoteTimetable.next(validAfter - 8, new Timing(10, 2, 2, 0));
        assertEquals(validAfter, timetable.intervalStarts());
        box = new VoteBox(
                timetable,
                List.of(friend.certificate().identity(), other.certificate().identity()));
    }

    private static byte[] bytes(Vote vote) {
        return vote.text().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aVoteIsTakenOnce() {
        Vote vote = friend.vote(real);
        assertEquals(Verdict.TAKEN, box.post(bytes(vote), timetable.votingStarts()));
        assertEquals(Verdict.KNOWN, box.post(bytes(vote), timetable.votingStarts()));
        assertEquals(1, box.votes().size());
        assertEquals(vote.text(), new String(box.textOf(vote.facts().voter().identity()), StandardCharsets.UTF_8));
        assertNull(box.of(other.certificate().identity()));
        assertEquals(List.of(other.certificate().identity()), box.missing());
        assertFalse(box.isEnough());
    }

    @Test
    void moreThanHalfAreEnough() {
        box.post(bytes(friend.vote(real)), timetable.votingStarts());
        box.fetched(bytes(other.vote(real)));
        assertTrue(box.isEnough());
        assertEquals(2, box.certificates().size());
    }

    @Test
    void aVoteThatIsSentTooLateIsRefusedButAFetchedOneIsNot() {
        byte[] vote = bytes(friend.vote(real));
        assertEquals(Verdict.TOO_LATE, box.post(vote, timetable.fetchVotes() + 1));
        assertTrue(box.lastRefusal().contains("too late"), box.lastRefusal());
        assertEquals(Verdict.TAKEN, box.fetched(vote));
    }

    @Test
    void aNewerVoteReplacesAnOlderOne() {
        Schedule schedule = real.facts().schedule();
        Vote older = friend.vote(real, schedule, real.facts().published());
        Vote newer = friend.vote(real, schedule, real.facts().published() + 1);
        assertEquals(Verdict.TAKEN, box.fetched(bytes(older)));
        assertEquals(Verdict.TAKEN, box.fetched(bytes(newer)));
        assertEquals(Verdict.OUTDATED, box.fetched(bytes(older)));
        assertEquals(List.of(newer), box.votes());
    }

    @Test
    void allAnswersTogetherAreNoMoreThanAPartOfTheHeap() {
        assertEquals(Integer.MAX_VALUE, VoteBox.mostBytes(Integer.MAX_VALUE));
        assertEquals(Vote.MOST_BYTES, VoteBox.mostFetched(1, 8, 4L << 30));
        assertEquals(128 << 20, VoteBox.mostFetched(8, 8, 4L << 30));
        assertEquals(64 << 20, VoteBox.mostFetched(8, 8, 256L << 20), "two votes at least");
    }

    @Test
    void aStrangerMayNotVote() {
        assertEquals(Verdict.STRANGER, box.fetched(bytes(real)));
    }

    @Test
    void aVoteForAnotherRoundIsRefused() {
        Schedule s = real.facts().schedule();
        Schedule later = new Schedule(s.validAfter() + 10, s.freshUntil() + 10, s.validUntil() + 10, 2, 2);
        assertEquals(
                Verdict.OTHER_ROUND,
                box.fetched(bytes(friend.vote(real, later, real.facts().published()))));
    }

    @Test
    void whatIsNoVoteIsRefused() {
        assertEquals(Verdict.MALFORMED, box.fetched(new byte[0]));
        assertEquals(Verdict.MALFORMED, box.fetched(Round.bytes("three", "consensus")));
        byte[] vote = bytes(friend.vote(real));
        assertEquals(Verdict.MALFORMED, box.fetched(Arrays.copyOf(vote, vote.length / 2)));
        assertFalse(box.lastRefusal().isEmpty());
    }

    /** Every change breaks the signature, the certificate or the grammar; none may get in or throw. */
    @Test
    void damagedVotesAreRefusedWhateverTheDamage() {
        byte[] vote = bytes(friend.vote(real));
        int signed = new String(vote, StandardCharsets.UTF_8).indexOf("directory-signature");
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = vote.clone();
            int at = random.nextInt(signed);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            assertEquals(Verdict.MALFORMED, box.fetched(damaged), "byte " + at);
        }
        assertTrue(box.votes().isEmpty());
    }
}
