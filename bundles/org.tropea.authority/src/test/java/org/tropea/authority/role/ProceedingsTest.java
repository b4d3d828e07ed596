package org.tropea.authority.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.authority.role.Assembly.Member;
import org.tropea.net.directory.DirAnswer;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.value.Octets;

class ProceedingsTest {
    @TempDir
    Path disk;

    private Assembly assembly;
    private Member ann;
    private Member bob;

    @BeforeEach
    void three() throws Exception {
        assembly = new Assembly(disk, "ann", "bob", "cid");
        ann = assembly.members.get("ann");
        bob = assembly.members.get("bob");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String said(DirAnswer answer) {
        return answer.status() + " " + answer.reason();
    }

    private void assertPublishedByAll(int signatures) throws Exception {
        List<String> first = ann.published();
        assertEquals(2, first.size());
        for (Member other : List.of(bob, assembly.members.get("cid"))) {
            assertEquals(first, other.published());
        }
        for (String text : first) {
            assertEquals(signatures, Consensus.parse(bytes(text)).signatures().size());
        }
    }

    @Test
    void threeAgreeAndSignInBothFlavors() throws Exception {
        assembly.passRound();
        assertPublishedByAll(3);
        assertTrue(assembly.answers.stream().allMatch(answer -> answer.status() == 200), assembly.answers.toString());
        assertTrue(ann.proceedings.status(0).published().startsWith("microdesc consensus of "));
    }

    @Test
    void roundsFollowOneAnother() throws Exception {
        assertEquals(1, ann.rounds);
        for (int i = 0; i < 3; i++) {
            assembly.passRound();
            assertPublishedByAll(3);
        }
        assertEquals(4, ann.rounds, "the chamber is told when each begins");
    }

    @Test
    void aVoteThatDidNotComeIsFetched() throws Exception {
        bob.mute = true;
        assembly.pass(Assembly.INTERVAL - 8);
        assertEquals(2, ann.served.next().votes().size());
        assembly.pass(2);
        assertEquals(3, ann.served.next().votes().size());
        assembly.passRound();
        assertPublishedByAll(3);
    }

    @Test
    void withoutMostVotesNothingIsPublished() throws Exception {
        assembly.members.remove("cid");
        assembly.members.remove("bob");
        assembly.passRound();
        assertTrue(ann.published().isEmpty());
        assertTrue(ann.served.current().consensus().isEmpty());
    }

    @Test
    void badVotesAreRefusedInCtorsWordsAndTheRoundGoesOn() throws Exception {
        assembly.pass(Assembly.INTERVAL - 8);
        String vote = ann.served.next().votes().get(1).text();
        assertEquals("200 Duplicate discarded", said(ann.proceedings.posted(bytes(vote), "x", assembly.now)));
        assertEquals("400 Unable to parse vote", said(ann.proceedings.posted(bytes(""), "x", assembly.now)));
        byte[] forged = bytes(vote.replaceFirst("known-flags ", "known-flags Authority "));
        assertEquals("400 Unable to parse vote", said(ann.proceedings.posted(forged, "x", assembly.now)));
        byte[] cut = bytes(vote.substring(0, vote.length() / 2));
        assertEquals("400 Unable to parse vote", said(ann.proceedings.posted(cut, "x", assembly.now)));
        Member stranger = assembly.new Member("dan");
        byte[] strange = bytes(
                stranger.vote(ann.proceedings.timetable(), null, assembly.now).text());
        assertEquals(
                "400 Vote not from a recognized v3 authority",
                said(ann.proceedings.posted(strange, "x", assembly.now)));
        assembly.pass(3);
        byte[] again =
                bytes(bob.vote(ann.proceedings.timetable(), null, assembly.now).text());
        assertEquals(
                "400 Posted vote received too late, would be dangerous to count it",
                said(ann.proceedings.posted(again, "x", assembly.now)));
        assembly.passRound();
        assertPublishedByAll(3);
        assertEquals("400 Bad valid-after time", said(ann.proceedings.posted(bytes(vote), "x", assembly.now)));
    }

    @Test
    void badSignaturesAreRefusedInCtorsWordsAndTheRoundGoesOn() throws Exception {
        assembly.pass(5);
        assertEquals("400 Couldn't parse detached signatures.", said(ann.proceedings.signed(bytes("x\n"), "x")));
        assembly.passRound();
        String old = new String(ann.served.current().signatures(), StandardCharsets.UTF_8);
        assertEquals(
                "400 Valid-After times do not match when adding detached signatures to consensus",
                said(ann.proceedings.signed(bytes(old), "x")));
        assembly.pass(Assembly.INTERVAL - 3);
        assertEquals(
                "400 Valid-After times do not match when adding detached signatures to consensus",
                said(ann.proceedings.signed(bytes(old), "x")));
        String good = new String(ann.served.next().signatures(), StandardCharsets.UTF_8);
        assertEquals("200 Signatures ignored", said(ann.proceedings.signed(bytes(good), "x")));
        byte[] other = bytes(good.replaceFirst("consensus-digest [0-9A-F]{4}", "consensus-digest 0000")
                .replaceFirst("microdesc sha256 [0-9A-F]{4}", "microdesc sha256 0000"));
        assertEquals("400 Mismatched digest.", said(bob.proceedings.signed(other, "x")));
        ann.published();
        assembly.passRound();
        assertEquals(2, ann.published().size());
    }

    @Test
    void signaturesThatComeBeforeTheConsensusWait() throws Exception {
        ann.deaf = true;
        assembly.pass(Assembly.INTERVAL - 8);
        ann.deaf = false;
        assembly.passRound();
        assertPublishedByAll(3);
    }

    @Test
    void afterARestartTheSameVoteIsSentAgain() throws Exception {
        assembly.pass(Assembly.INTERVAL - 7);
        Octets self = ann.authority.certificate().identity();
        byte[] before = ann.served.next().voteOf(self);
        assertNotNull(before);
        ann.start();
        assembly.pass(1);
        assertEquals(new String(before), new String(ann.served.next().voteOf(self)));
        assertEquals(3, ann.served.next().votes().size());
        assembly.passRound();
        assertPublishedByAll(3);
    }

    @Test
    void theStateOfSharedRandomRunsIsOnDiskAndVotesToo() throws Exception {
        String commitment = "Commit 1 sha3-256 " + ann.authority.certificate().identity();
        String state = "";
        for (int round = 0; round < 13 && !state.contains(commitment); round++) {
            assembly.passRound();
            state = Files.readString(disk.resolve("ann/sr-state"));
        }
        assertTrue(state.contains(commitment), state);
        assertTrue(Files.readString(disk.resolve("bob/v3-status-votes")).startsWith("network-status-version 3\n"));
    }

    @Test
    void theRoundBeforeIsShown() throws Exception {
        assembly.passRound();
        assertEquals(3, ann.served.current().votes().size());
        assertEquals(
                200, AuthorityPages.current("consensus-signatures", ann.served).status());
        assertEquals(404, AuthorityPages.next("consensus", ann.served).status());
        String digest = ann.served.current().votes().get(0).digest().hex();
        assertEquals(200, AuthorityPages.next("d/" + digest, ann.served).status());
        assertEquals(200, AuthorityPages.current("authority", ann.served).status());
        assertNull(AuthorityPages.next("FFFF+zz", ann.served).body());
    }
}
