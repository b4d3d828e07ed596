package org.tropea.netdoc.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.bytesOf;
import static org.tropea.netdoc.Ctor.lineOf;
import static org.tropea.netdoc.Ctor.with;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Digests;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.cert.KeyCertificates;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;

class VoteTest {
    private static RsaKeyPair signingKey;
    private static KeyCertificate certificate;
    private static Vote real;
    private static Vote ours;

    @BeforeAll
    static void make() throws DocumentFault {
        RsaKeyPair identity = RsaKeyPair.generate(2048);
        signingKey = RsaKeyPair.generate(1024);
        certificate = KeyCertificate.parse(bytesOf(KeyCertificates.make(
                identity, signingKey, new InetSocketAddress("127.0.0.1", 7000), 1, 2_000_000_000)));
        real = Vote.parse(Ctor.bytes("vote"));
        ours = Vote.sign(asOurs(real.facts()), signingKey);
    }

    /** The same facts, said by our authority. */
    private static VoteFacts asOurs(VoteFacts f) {
        Voter v = f.voter();
        Voter voter = new Voter(
                "ours", certificate.identity(), v.hostname(), v.address(), v.dirPort(), v.orPort(), v.contact(), null);
        return new VoteFacts(
                f.methods(),
                f.published(),
                f.schedule(),
                f.clientVersions(),
                f.serverVersions(),
                f.packages(),
                f.protocols(),
                f.knownFlags(),
                f.flagThresholds(),
                f.params(),
                f.bandwidthFileHeaders(),
                f.bandwidthFileDigest(),
                voter,
                f.legacyKey(),
                f.sharesRandom(),
                f.commits(),
                f.previousRandom(),
                f.currentRandom(),
                certificate,
                f.entries());
    }

    /** Our vote with its text changed and signed again. */
    private static String changed(UnaryOperator<String> change) {
        String unsigned = change.apply(ours.facts().print());
        DocumentWriter out = new DocumentWriter().raw(unsigned);
        DirectorySignature.sign(null, Vote.digestOf(unsigned), certificate, signingKey)
                .print(out, DirectorySignature.KEYWORD);
        return out.text();
    }

    private static void assertChangeRefused(String old, String replacement, String reason) {
        String text = changed(t -> with(t, old, replacement));
        assertRefused(lineOf(ours.text(), old), reason, () -> Vote.parse(bytesOf(text)));
    }

    @Test
    void verifiesAndPrintsCtorsVoteToTheByte() {
        assertEquals(Ctor.text("vote"), real.text());
        assertEquals(real, Vote.of(real.facts(), real.signature()));
    }

    @Test
    void hasTheDigestThatTheConsensusNames() throws DocumentFault {
        ConsensusFacts consensus = Consensus.parse(Ctor.bytes("consensus-ns")).facts();
        Voter voter = consensus.voters().stream()
                .filter(v -> v.identity().equals(real.facts().voter().identity()))
                .findFirst()
                .orElseThrow();
        assertEquals(voter.voteDigest(), real.digest());
        assertEquals(consensus.schedule(), real.facts().schedule());
    }

    @Test
    void readsThePreamble() {
        VoteFacts facts = real.facts();
        assertEquals(List.of(32, 33, 34, 35), facts.methods());
        assertEquals("0.4.8.20,0.4.9.11", facts.clientVersions());
        assertTrue(facts.flagThresholds().startsWith("stable-uptime="));
        assertTrue(facts.bandwidthFileDigest().startsWith("sha256="));
        assertTrue(facts.bandwidthFileHeaders().contains("version=1.4.0"));
        assertTrue(facts.sharesRandom());
        assertEquals(3, facts.commits().size());
        assertEquals(3, facts.currentRandom().reveals());
        assertNotNull(facts.previousRandom());
        assertNull(facts.legacyKey());
        assertEquals(facts.voter().identity(), facts.certificate().identity());
    }

    @Test
    void aRevealHashesToItsCommit() {
        for (SharedRandomCommit commit : real.facts().commits()) {
            assertEquals(40, commit.commit().size());
            if (commit.isRevealed()) {
                byte[] text = bytesOf(java.util.Base64.getEncoder()
                        .encodeToString(commit.reveal().bytes()));
                byte[] hashed = java.util.Arrays.copyOfRange(commit.commit().bytes(), 8, 40);
                assertEquals(
                        org.tropea.crypto.Encodings.hex(hashed), org.tropea.crypto.Encodings.hex(Digests.sha3(text)));
            }
        }
    }

    @Test
    void readsEntries() {
        VoteEntry relay = real.facts().entries().stream()
                .filter(e -> e.status().nickname().equals("relay2"))
                .findFirst()
                .orElseThrow();
        assertTrue(relay.listsEd25519());
        assertEquals(32, relay.ed25519Identity().size());
        assertEquals(2, relay.microdescriptors().size());
        assertEquals(List.of(32, 33, 34), relay.microdescriptors().get(0).methods());
        assertEquals(32, relay.microdescriptors().get(1).sha256().size());
        assertTrue(relay.status().bandwidth().measured() > 0);
        assertTrue(relay.statistics().startsWith("wfu="));
        VoteEntry authority = real.facts().entries().stream()
                .filter(e -> e.status().has(Flags.AUTHORITY))
                .findFirst()
                .orElseThrow();
        assertTrue(authority.status().bandwidth().measuredButAuthority() > 0);
    }

    @Test
    void readsWhatWeSign() throws DocumentFault {
        assertEquals(ours, Vote.parse(bytesOf(ours.text())));
    }

    @Test
    void commitsComeBackInEveryPhase() throws DocumentFault {
        String line = "shared-rand-commit 1 sha3-256 " + "A".repeat(40) + " " + "A".repeat(52) + "AA==";
        for (String end : List.of("", " ", " " + "B".repeat(52) + "BQ==")) {
            String text = changed(t -> with(t, "shared-rand-commit", line + end + "\nshared-rand-commit"));
            Vote vote = Vote.parse(bytesOf(text));
            assertEquals(text, Vote.of(vote.facts(), vote.signature()).text());
            assertEquals(4, vote.facts().commits().size());
            assertEquals(end.length() > 1, vote.facts().commits().get(0).isRevealed());
        }
    }

    @Test
    void commitsOfANewerKindArePassedOver() throws DocumentFault {
        String text = changed(t -> with(t, "shared-rand-commit 1 ", "shared-rand-commit 2 "));
        assertEquals(2, Vote.parse(bytesOf(text)).facts().commits().size());
    }

    @Test
    void everyTruncationAtALineIsRefused() {
        String text = ours.text();
        for (int end = text.indexOf('\n') + 1; end < text.length(); end = text.indexOf('\n', end) + 1) {
            String cut = text.substring(0, end);
            assertRefused("", () -> Vote.parse(bytesOf(cut)));
        }
    }

    @Test
    void refusesWhatWasChangedAfterSigning() {
        String text = with(ours.text(), "w Bandwidth=", "w Bandwidth=1");
        assertRefused(
                lineOf(text, "directory-signature"),
                "is not a sha1 signature by the signing key",
                () -> Vote.parse(bytesOf(text)));
    }

    @Test
    void refusesAnotherAuthoritysCertificate() throws DocumentFault {
        String theirs = KeyCertificate.parseAll(Ctor.bytes("key-certificates"))
                .documents()
                .get(0)
                .text();
        String text = changed(t -> with(t, certificate.text(), theirs));
        assertRefused("is not the authority of the certificate", () -> Vote.parse(bytesOf(text)));
    }

    @Test
    void refusesABadCertificateWithItsLine() {
        String text = changed(t -> with(t, "dir-key-published 1970", "dir-key-published 1971"));
        assertRefused(
                lineOf(text, "dir-key-certification"),
                "is not a signature by the identity key",
                () -> Vote.parse(bytesOf(text)));
    }

    @Test
    void refusesTwoSignaturesAndNone() {
        String text = ours.text();
        String signature = text.substring(text.indexOf("directory-signature "));
        assertRefused("comes 2 times", () -> Vote.parse(bytesOf(text + signature)));
        assertRefused("has no directory-signature", () -> Vote.parse(bytesOf(with(text, signature, ""))));
    }

    @Test
    void refusesWhatIsNotExact() {
        assertChangeRefused("vote-status vote", "vote-status consensus", "accepted is vote");
        assertChangeRefused("network-status-version 3", "network-status-version 3 microdesc", "accepted are 1");
        assertChangeRefused("consensus-methods 32", "consensus-methods x", "accepted are numbers");
        assertChangeRefused("known-flags Authority", "known-flags Zuthority", "accepted are sorted flags");
        assertChangeRefused("\ns Authority", "\ns Unheard", "not one of known-flags");
        assertChangeRefused("\nm 32,33", "\nm 32,,33", "accepted are numbers");
        assertChangeRefused("sha256=b", "sha256=", "base64 of 32 bytes");
        assertChangeRefused("id ed25519 ", "id ed25519 A", "base64 of 32 bytes");
        assertChangeRefused("shared-rand-current-value 3", "shared-rand-current-value x", "accepted are numbers");
    }

    @Test
    void refusesMoreFlagsThanFitInABitfield() {
        StringBuilder flags = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            flags.append(" A").append((char) ('A' + i / 26)).append((char) ('A' + i % 26));
        }
        assertChangeRefused("known-flags", "known-flags" + flags, "accepted are 64");
    }

    @Test
    void refusesTheSameEd25519IdentityTwice() {
        List<VoteEntry> entries = ours.facts().entries();
        String first = entries.get(0).ed25519Identity().base64();
        String second = entries.get(1).ed25519Identity().base64();
        String text = changed(t -> with(t, second, first));
        assertRefused(
                lineOf(ours.text(), "id ed25519 " + second), "another entry has too", () -> Vote.parse(bytesOf(text)));
    }

    @Test
    void anEntryMayHaveNoEd25519Identity() throws DocumentFault {
        String key = ours.facts().entries().get(0).ed25519Identity().base64();
        String text = changed(t -> with(t, key, "none"));
        Vote vote = Vote.parse(bytesOf(text));
        assertNull(vote.facts().entries().get(0).ed25519Identity());
        assertTrue(vote.facts().entries().get(0).listsEd25519());
        assertFalse(vote.equals(ours));
        assertEquals(text, Vote.of(vote.facts(), vote.signature()).text());
    }
}
