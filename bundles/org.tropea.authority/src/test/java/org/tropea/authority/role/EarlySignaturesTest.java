package org.tropea.authority.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.authority.TestAuthority;
import org.tropea.authority.consensus.ConsensusComputation;
import org.tropea.authority.consensus.Electorate;
import org.tropea.authority.consensus.PendingConsensus;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.Vote;

class EarlySignaturesTest {
    private final EarlySignatures early = new EarlySignatures();
    private final List<KeyCertificate> certificates = new ArrayList<>();
    private PendingConsensus theirs;
    private PendingConsensus ours;

    @BeforeEach
    void sign() throws Exception {
        List<Vote> votes = new ArrayList<>();
        List<TestAuthority> authorities = List.of(new TestAuthority("we"), new TestAuthority("they"));
        for (TestAuthority one : authorities) {
            certificates.add(one.certificate());
            votes.add(one.vote(Round.votes("three", 3).get(0)));
        }
        ours = signedBy(authorities.get(0), votes);
        theirs = signedBy(authorities.get(1), votes);
    }

    private static PendingConsensus signedBy(TestAuthority one, List<Vote> votes) {
        ConsensusComputation computation = new ConsensusComputation(votes, Electorate.of(2));
        return new PendingConsensus(computation, one.certificate(), one.signingKey());
    }

    private int taken() throws Exception {
        int added = 0;
        for (DetachedSignatures one : early.take(ours.consensus(Flavor.NS).schedule())) {
            added += ours.add(one, certificates);
        }
        return added;
    }

    private static DetachedSignatures without(DetachedSignatures all) {
        return new DetachedSignatures(
                all.digest(),
                all.validAfter(),
                all.freshUntil(),
                all.validUntil(),
                List.of(),
                List.of(),
                all.signatures());
    }

    @Test
    void aCopyWithoutTheOtherFlavorIsInNobodysWay() throws Exception {
        assertTrue(early.keep(without(theirs.detached()), certificates));
        assertTrue(early.keep(theirs.detached(), certificates));
        assertEquals(2, taken(), "on both flavors");
    }

    @Test
    void aCopyWithLessComesToNothing() throws Exception {
        assertTrue(early.keep(theirs.detached(), certificates));
        assertTrue(early.keep(without(theirs.detached()), certificates));
        Schedule schedule = ours.consensus(Flavor.NS).schedule();
        assertEquals(List.of(theirs.detached()), early.take(schedule));
        assertEquals(List.of(), early.take(schedule));
    }

    @Test
    void aCopyWithOtherTimesIsInNobodysWay() throws Exception {
        DetachedSignatures all = theirs.detached();
        DetachedSignatures copy = new DetachedSignatures(
                all.digest(),
                all.validAfter(),
                all.freshUntil() + 1,
                all.validUntil() + 1,
                all.digests(),
                all.others(),
                all.signatures());
        assertTrue(early.keep(copy, certificates));
        assertTrue(early.keep(all, certificates));
        assertEquals(2, taken());
    }

    @Test
    void whatNobodyOfTheVotersSignedIsNotKept() {
        assertFalse(early.keep(theirs.detached(), List.of(certificates.get(0))));
    }
}
