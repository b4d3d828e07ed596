package org.tropea.authority.role;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.authority.role.Assembly.Member;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirExchange;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/** Rounds in which somebody restarts, a clock is set, or a consensus comes from elsewhere. */
class TroubledRoundTest {
    private static final int INTERVAL = Assembly.INTERVAL;
    private static final long RUN = 24 * INTERVAL;

    @TempDir
    Path disk;

    private Assembly assembly;
    private Member ann;
    private Member bob;

    @BeforeEach
    void three() throws Exception {
        gather(Assembly.START);
    }

    private void gather(long start) throws Exception {
        assembly = new Assembly(disk, start, "ann", "bob", "cid");
        ann = assembly.members.get("ann");
        bob = assembly.members.get("bob");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int signatures(Member member) throws Exception {
        List<String> published = member.published();
        return published.isEmpty()
                ? 0
                : Consensus.parse(bytes(published.get(published.size() - 1)))
                        .signatures()
                        .size();
    }

    private static byte[] voteOf(Member voter, Member holder) {
        return holder.served.next().voteOf(voter.authority.certificate().identity());
    }

    private long starts() {
        return ann.proceedings.timetable().intervalStarts();
    }

    /** The directory comes by a consensus that we did not publish. */
    private static void comes(Member member, String consensus) {
        member.exchange.inForce(DirExchange.Kind.MICRODESC_CONSENSUS, bytes(consensus));
    }

    /** The microdesc consensus of the round that is over, as {@code member} published it. */
    private static String consensusOf(Member member) {
        List<String> published = member.published();
        return published.get(published.size() - 1);
    }

    private static String times(String consensus, long validAfter, long freshUntil, String delay) {
        return consensus
                .replaceFirst("(?m)^valid-after .*", "valid-after " + Times.text(validAfter))
                .replaceFirst("(?m)^fresh-until .*", "fresh-until " + Times.text(freshUntil))
                .replaceFirst("(?m)^voting-delay .*", "voting-delay " + delay);
    }

    // ---- restarts -------------------------------------------------------------------------------------------------

    @Test
    void aRestartBetweenComputeAndPublishCostsNothing() throws Exception {
        assembly.pass(INTERVAL - 3);
        byte[] before = voteOf(ann, ann);
        ann.start();
        assembly.pass(1);
        assertArrayEquals(before, voteOf(ann, ann));
        assembly.passRound();
        assertEquals(3, signatures(ann));
        assertEquals(3, signatures(bob));
    }

    @Test
    void votesOnDiskWaitForTheirRoundWhateverRoundComesFirst() throws Exception {
        assembly.passRound();
        String consensus = consensusOf(ann);
        assembly.pass(INTERVAL - 7);
        byte[] before = voteOf(ann, ann);
        assertNotNull(before);
        ann.options = Assembly.options(60);
        ann.start();
        assertEquals(Assembly.START + 60, starts(), "without its consensus it goes by the first rounds' length");
        comes(ann, consensus);
        assembly.pass(1);
        assertEquals(Assembly.START + 2 * INTERVAL, starts());
        assertArrayEquals(before, voteOf(ann, ann), "never two different votes for one round");
    }

    @Test
    void votesWaitForTheirRoundWhenAnotherTimetableLeavesItAndComesBack() throws Exception {
        assembly.passRound();
        String consensus = consensusOf(ann);
        assembly.pass(INTERVAL - 7);
        long start = starts();
        byte[] before = voteOf(ann, ann);
        assertNotNull(before);
        comes(ann, times(consensus, start - INTERVAL + 1, start - INTERVAL + 31, "4 4"));
        assembly.pass(1);
        assertEquals(Assembly.START + 60, starts());
        comes(ann, times(consensus, start - INTERVAL + 2, start + 2, "4 4"));
        assembly.pass(1);
        assertEquals(start, starts());
        assertArrayEquals(before, voteOf(ann, ann), "never two different votes for one round");
    }

    @Test
    void aVoteByAnOldSigningKeyIsMadeAnew() throws Exception {
        assembly.pass(INTERVAL - 7);
        ann.authority.renew(4_000_000_000L);
        ann.start();
        assembly.passRound();
        assertEquals(3, signatures(bob), "everybody could check what ann signed");
    }

    @Test
    void aTornFileOfVotesCostsItsLastVote() throws Exception {
        assembly.pass(INTERVAL - 7);
        Path file = disk.resolve("ann/v3-status-votes");
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - 40));
        ann.start();
        assertEquals(2, ann.served.next().votes().size());
        Files.writeString(file, "no vote\n");
        ann.start();
        assertEquals(0, ann.served.next().votes().size());
    }

    @Test
    void allVotesTogetherMayBeLargerThanOne() throws IOException {
        assembly.pass(INTERVAL - 7);
        Path file = disk.resolve("ann/v3-status-votes");
        Files.writeString(file, "\n".repeat(33 << 20) + Files.readString(file));
        ann.start();
        assertEquals(3, ann.served.next().votes().size());
    }

    // ---- times ----------------------------------------------------------------------------------------------------

    @Test
    void otherDelaysMoveTheStepsThatAreLeft() throws Exception {
        assembly.passRound();
        String consensus = consensusOf(ann);
        assembly.pass(INTERVAL - 7);
        byte[] vote = voteOf(ann, ann);
        long start = starts();
        comes(ann, times(consensus, start - INTERVAL + 1, start + 1, "2 2"));
        assembly.pass(1);
        assertEquals(start - 2, ann.proceedings.timetable().votingEnds());
        assertArrayEquals(vote, voteOf(ann, ann));
        assembly.passRound();
        assertEquals(3, signatures(ann));
    }

    @Test
    void aClockThatIsSetBackALittleBringsNoRoundAgain() throws Exception {
        assembly.passRound();
        long start = starts();
        byte[] shown = ann.served.current().signatures();
        assembly.now -= 3;
        assembly.pass(2);
        assertEquals(start, starts());
        assertArrayEquals(shown, ann.served.current().signatures());
        ann.published();
        assembly.pass(INTERVAL + 1);
        assertEquals(3, signatures(ann));
    }

    @Test
    void aClockThatIsSetBackFarBeginsAnew() {
        assembly.passRound();
        assembly.now -= 3600;
        assembly.pass(1);
        assertTrue(starts() - assembly.now <= INTERVAL, Times.text(starts()));
    }

    @Test
    void aConsensusThatEndsChangesNoRoundThatHasBegun() {
        ann.options = Assembly.options(90);
        assembly.passRound();
        long end = assembly.now + 3L * INTERVAL;
        assembly.members.remove("bob");
        assembly.members.remove("cid");
        ann.others = List.of(Octets.of(new byte[20]), Octets.of(new byte[21]));
        while (assembly.now < end) {
            assembly.passRound();
        }
        long start = starts();
        assembly.pass(2);
        assertEquals(start, starts());
        assembly.pass(INTERVAL);
        assertEquals(Assembly.START + 180, starts(), "the next one goes by the options for first rounds");
    }

    // ---- what comes from elsewhere --------------------------------------------------------------------------------

    @Test
    void whoMissedTheSignaturesHasItsRandomValueFromTheDirectory() throws Exception {
        gather(Assembly.START / RUN * RUN + RUN - 2 * INTERVAL);
        assembly.passRound();
        assembly.pass(INTERVAL - 5);
        ann.deaf = true;
        ann.alone = true;
        ann.published();
        assembly.pass(5);
        assertTrue(ann.published().isEmpty(), "ann has not enough signatures");
        String consensus = consensusOf(bob);
        Octets value = Consensus.parse(bytes(consensus)).facts().currentRandom().value();
        assertFalse(state("ann").contains(value.base64()), "what it made was rolled back");
        comes(ann, consensus);
        assembly.pass(1);
        assertTrue(state("ann").contains(value.base64()), state("ann"));
        ann.deaf = false;
        ann.alone = false;
        assembly.passRound();
        assertEquals(3, signatures(ann));
    }

    @Test
    void aConsensusThatComesBeforeItHoldsIsHeededWhenItDoes() throws Exception {
        assembly.passRound();
        String consensus = consensusOf(ann);
        ann.options = Assembly.options(90);
        ann.start();
        long first = starts();
        assertEquals(Assembly.START + 90, first);
        long holds = assembly.now + 3;
        comes(ann, times(consensus, holds, holds + 30, "4 4"));
        assembly.pass(2);
        assertEquals(first, starts(), "it does not hold yet");
        assembly.pass(1);
        assertEquals(Assembly.START + 30, starts(), "from now on rounds are 30 s apart");
    }

    private String state(String name) throws IOException {
        return Files.readString(disk.resolve(name + "/sr-state"));
    }

    @Test
    void signaturesOfNobodyLeaveRoomForThoseOfVoters() throws Exception {
        assembly.passRound();
        String old = new String(ann.served.current().signatures(), StandardCharsets.UTF_8);
        assembly.pass(INTERVAL - 5);
        long start = starts();
        String forged = times(old, start, start + INTERVAL, "")
                .replaceFirst("(?m)^valid-until .*", "valid-until " + Times.text(start + 3L * INTERVAL));
        for (int i = 0; i < 100; i++) {
            String other = forged.replaceFirst("consensus-digest .*", String.format("consensus-digest %040X", i));
            assertEquals(400, bob.proceedings.signed(bytes(other), "x").status());
        }
        bob.alone = true;
        bob.published();
        assembly.pass(5);
        assertEquals(3, signatures(bob), "ann's came before bob had computed");
    }

    @Test
    void anotherAuthorityCountsFromTheNextRoundOn() throws Exception {
        Member dan = assembly.new Member("dan");
        ann.others = List.of(dan.authority.certificate().identity());
        assembly.pass(INTERVAL - 7);
        assertEquals("Vote not from a recognized v3 authority", post(dan).reason());
        assembly.pass(INTERVAL);
        assertEquals("Vote stored", post(dan).reason());
        assertEquals(4, ann.proceedings.status(0).ballots().size());
    }

    private DirAnswer post(Member from) {
        String vote = from.vote(ann.proceedings.timetable(), null, assembly.now).text();
        return ann.proceedings.posted(bytes(vote), from.name, assembly.now);
    }
}
