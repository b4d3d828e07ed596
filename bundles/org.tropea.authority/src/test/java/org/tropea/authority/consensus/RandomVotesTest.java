package org.tropea.authority.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.authority.Round;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.ConsensusFacts;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.DigestAlgorithm;
import org.tropea.netdoc.status.Flavor;

/**
 * Rounds in which a C tor authority was sent random votes of four others, which agree on little and know different
 * methods. What it computed of them, we must compute too: the ns flavor to the byte, the other by its digest.
 */
final class RandomVotesTest {
    private static final int AUTHORITIES = 5;
    private static final int VOTES = 5;

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 34, 35})
    void eachMethodIsComputedAsByCtor(int method) throws DocumentFault {
        String round = "method" + method;
        ConsensusComputation computation =
                new ConsensusComputation(Round.votes(round, VOTES), Electorate.of(AUTHORITIES));
        assertEquals(method, computation.method());
        assertEquals(
                Round.unsigned(Round.text(round, "consensus")),
                computation.facts(Flavor.NS).print());
        DetachedSignatures signed = DetachedSignatures.parse(Round.bytes(round, "signatures"));
        ConsensusFacts microdesc = computation.facts(Flavor.MICRODESC);
        assertTrue(microdesc.routers().size() > 0);
        assertEquals(signed.digests().get(0).digest(), Consensus.digestOf(microdesc, DigestAlgorithm.SHA256));
    }
}
