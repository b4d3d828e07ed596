package org.tropea.authority.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.netdoc.status.BandwidthEstimate;
import org.tropea.netdoc.value.NetParams;

/** The cases of dir-spec 3.8.3, each with bandwidth that leads into it. */
final class BandwidthWeightsTest {
    private static NetParams weights(long guards, long middles, long exits, long guardExits) {
        Bandwidths sums = new Bandwidths();
        sums.add(BandwidthEstimate.ofConsensus(guards - 1, false), false, true);
        sums.add(BandwidthEstimate.ofConsensus(middles - 1, false), false, false);
        sums.add(BandwidthEstimate.ofConsensus(exits - 1, false), true, false);
        sums.add(BandwidthEstimate.ofConsensus(guardExits - 1, false), true, true);
        return BandwidthWeights.of(sums, 10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing scarce,            4000, 1000, 4000, 300,  Wgg=7500 Wee=7500 Wgd=3333",
        "both scarce by far,        100,  9000, 2000, 50,   Wgg=10000 Wee=10000 Wgd=10000 Wed=0",
        "both scarce by far,        2000, 9000, 100,  50,   Wgg=10000 Wee=10000 Wgd=0 Wed=10000",
        "both scarce in the second, 1000, 3000, 1200, 4000, Wgg=10000 Wee=10000",
        "guards far too few,        100,  1000, 4000, 50,   Wgg=10000 Wgd=10000 Wed=0 Wee=6250",
        "exits far too few,         4000, 1000, 100,  50,   Wee=10000 Wed=10000 Wgd=0 Wgg=6250",
        "guards too few,            1000, 1000, 3000, 2000, Wgg=10000 Wee=6666 Wgd=6666",
        "exits too few,             3000, 1000, 1000, 2000, Wee=10000 Wgg=6666 Wed=6666"
    })
    void eachCaseHasItsWeights(String name, long g, long m, long e, long d, String wanted) throws Exception {
        NetParams weights = weights(g, m, e, d);
        assertNotNull(weights, name);
        NetParams.parse(wanted)
                .values()
                .forEach((weight, value) -> assertEquals(value, weights.get(weight, -1), name + " " + weights));
        int both = weights.get("Wgd", 0) + weights.get("Wmd", 0) + weights.get("Wed", 0);
        assertEquals(10_000, both, 2, weights.toString());
    }

    @Test
    void withoutBalanceThereIsNoLine() {
        assertNull(weights(4000, 9000, 4000, 1)); // nothing scarce, yet the middle too big
    }

    @Test
    void aRelayThatIsAGuardPartOfTheTimeCountsAsTwo() {
        Bandwidths sums = new Bandwidths();
        sums.add(new BandwidthEstimate(1000, -1, -1, false, 25), false, true);
        assertEquals(251, sums.guards());
        assertEquals(751, sums.middles());
        assertEquals(254, sums.total());
    }
}
