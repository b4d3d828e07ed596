package org.tropea.itests.bench.kist;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * All that the bench found; {@code --json} writes exactly this.
 *
 * @param bottleneck the token bucket at the relays' egress, in tc's words
 * @param congestionControl the TCP congestion control of every socket in the bed
 * @param tropea what KIST brings Tropea; null when one of its two variants was not measured
 * @param ctor the same for C tor
 * @param passed whether Tropea's KIST does what it should
 * @param runs the runs of each variant, one of each round
 */
@JsonPropertyOrder({"bottleneck", "congestionControl", "passed", "tropea", "ctor", "runs"})
public record KistResult(
        String bottleneck,
        String congestionControl,
        Gain tropea,
        Gain ctor,
        boolean passed,
        Map<Variant, List<Run>> runs) {

    static KistResult of(String bottleneck, String congestionControl, Map<Variant, List<Run>> runs) {
        Gain tropea = gain(runs, Variant.TROPEA_KIST, Variant.TROPEA_VANILLA);
        Gain ctor = gain(runs, Variant.CTOR_KIST, Variant.CTOR_VANILLA);
        return new KistResult(
                bottleneck, congestionControl, tropea, ctor, tropea != null && tropea.suffices(ctor), runs);
    }

    private static Gain gain(Map<Variant, List<Run>> runs, Variant kist, Variant vanilla) {
        return runs.containsKey(kist) && runs.containsKey(vanilla) ? Gain.of(runs.get(kist), runs.get(vanilla)) : null;
    }
}
