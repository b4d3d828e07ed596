package org.tropea.authority.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.authority.TestAuthority;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;

final class PendingConsensusTest {
    private static final long NOW = 1_800_000_000L;
    private static final List<TestAuthority> AUTHORITIES = new ArrayList<>();
    private static final List<Vote> VOTES = new ArrayList<>();

    @BeforeAll
    static void vote() throws DocumentFault {
        List<Vote> real = Round.votes("three", 3);
        for (int i = 0; i < 3; i++) {
            AUTHORITIES.add(new TestAuthority("test" + i));
            VOTES.add(AUTHORITIES.get(i).vote(real.get(i)));
        }
    }

    private static PendingConsensus pending(int authority, List<Vote> votes) {
        TestAuthority signer = AUTHORITIES.get(authority);
        return new PendingConsensus(
                new ConsensusComputation(votes, Electorate.of(3)), signer.certificate(), signer.signingKey());
    }

    private static List<KeyCertificate> certificates() {
        return AUTHORITIES.stream().map(TestAuthority::certificate).toList();
    }

    private static List<Octets> identities() {
        return certificates().stream().map(KeyCertificate::identity).toList();
    }

    /** What travels between authorities is text. */
    private static DetachedSignatures sent(PendingConsensus by) throws DocumentFault {
        return DetachedSignatures.parse(by.detached().print().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ourOwnSignatureIsThereAndGood() {
        for (Flavor flavor : Flavor.values()) {
            Consensus consensus = pending(0, VOTES).consensus(flavor);
            assertEquals(1, consensus.check(certificates()).good().size());
        }
    }

    @Test
    void aSignatureByACertificateThatHasExpiredDoesNotCount() throws DocumentFault {
        TestAuthority brief = new TestAuthority("brief");
        brief.renew(NOW - 1);
        List<Vote> votes = List.of(VOTES.get(0), brief.vote(VOTES.get(1)));
        PendingConsensus ours = pending(0, votes);
        PendingConsensus theirs = new PendingConsensus(
                new ConsensusComputation(votes, Electorate.of(3)), brief.certificate(), brief.signingKey());
        List<Octets> three = List.of(
                AUTHORITIES.get(0).certificate().identity(),
                brief.certificate().identity(),
                AUTHORITIES.get(2).certificate().identity());
        assertEquals(2, ours.add(sent(theirs), List.of(brief.certificate())));
        assertTrue(ours.isSignedByMost(Flavor.NS, three, NOW - 1));
        assertFalse(ours.isSignedByMost(Flavor.NS, three, NOW));
    }

    @Test
    void signaturesOfOthersMakeItComplete() throws DocumentFault {
        PendingConsensus ours = pending(0, VOTES);
        assertFalse(ours.isSignedByMost(Flavor.NS, identities(), NOW));
        assertEquals(2, ours.add(sent(pending(1, VOTES)), certificates()));
        assertTrue(ours.isSignedByMost(Flavor.NS, identities(), NOW));
        assertTrue(ours.isSignedByMost(Flavor.MICRODESC, identities(), NOW));
        assertEquals(2, ours.add(sent(pending(2, VOTES)), certificates()));
        assertEquals(
                3, ours.consensus(Flavor.MICRODESC).check(certificates()).good().size());
    }

    @Test
    void allAuthoritiesEndWithTheSameBytes() throws DocumentFault {
        PendingConsensus first = pending(0, VOTES);
        PendingConsensus last = pending(2, VOTES);
        first.add(sent(pending(1, VOTES)), certificates());
        first.add(sent(last), certificates());
        last.add(sent(first), certificates());
        for (Flavor flavor : Flavor.values()) {
            assertEquals(first.consensus(flavor).text(), last.consensus(flavor).text());
        }
    }

    @Test
    void theSameSignatureTwiceCountsOnce() throws DocumentFault {
        PendingConsensus ours = pending(0, VOTES);
        ours.add(sent(pending(1, VOTES)), certificates());
        assertEquals(0, ours.add(sent(pending(1, VOTES)), certificates()));
    }

    @Test
    void signaturesWithoutACertificateAreNotTaken() throws DocumentFault {
        PendingConsensus ours = pending(0, VOTES);
        assertEquals(
                0, ours.add(sent(pending(1, VOTES)), List.of(AUTHORITIES.get(2).certificate())));
        assertFalse(ours.isSignedByMost(Flavor.NS, identities(), NOW));
    }

    @Test
    void signaturesOnAnotherConsensusAreRefused() {
        PendingConsensus ours = pending(0, VOTES);
        PendingConsensus theirs = pending(1, VOTES.subList(0, 2));
        DocumentFault fault = assertThrows(DocumentFault.class, () -> ours.add(sent(theirs), certificates()));
        assertTrue(fault.getMessage().contains("Mismatched digest."), fault.getMessage());
    }

    @Test
    void aWrongSignatureIsNotTaken() throws DocumentFault {
        PendingConsensus ours = pending(0, VOTES);
        String text = pending(1, VOTES).detached().print();
        int at = text.lastIndexOf("-----BEGIN SIGNATURE-----\n") + 40;
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        String damaged = text.substring(0, at) + other + text.substring(at + 1);
        int added = ours.add(DetachedSignatures.parse(damaged.getBytes(StandardCharsets.UTF_8)), certificates());
        assertEquals(1, added); // the one on the other flavor
        assertFalse(ours.isSignedByMost(Flavor.NS, identities(), NOW));
    }

    @Test
    void anOlderIdentitySignsToo() {
        PendingConsensus ours = pending(0, VOTES);
        ours.sign(AUTHORITIES.get(1).certificate(), AUTHORITIES.get(1).signingKey());
        assertEquals(2, ours.signers().size());
        assertFalse(ours.isSignedByAll());
        assertEquals(2, ours.consensus(Flavor.NS).check(certificates()).good().size());
        ours.sign(AUTHORITIES.get(2).certificate(), AUTHORITIES.get(2).signingKey());
        assertTrue(ours.isSignedByAll());
    }
}
