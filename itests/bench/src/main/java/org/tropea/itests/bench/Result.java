package org.tropea.itests.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/** All that a bench run found; {@code --json} writes exactly this. */
@JsonPropertyOrder({"position", "circuits", "streams", "mibPerStream", "machine", "cpuRatio", "rateRatio", "pairs"})
public record Result(
        Position position,
        int circuits,
        int streams,
        int mibPerStream,
        Machine machine,
        Spread ctorCpuPerGib,
        Spread tropeaCpuPerGib,
        Spread cpuRatio,
        Spread rateRatio,
        List<Pair> pairs) {

    /** Where it was measured. */
    public record Machine(int processors, String system, String ctor, String javaHome) {}

    static Result of(RelayBench options, Machine machine, List<Pair> pairs) {
        return new Result(
                options.position,
                options.circuits,
                options.streams,
                options.mib,
                machine,
                Spread.of(pairs, pair -> pair.ctor().cpuPerGib()),
                Spread.of(pairs, pair -> pair.tropea().cpuPerGib()),
                Spread.of(pairs, Pair::cpuRatio),
                Spread.of(pairs, Pair::rateRatio),
                List.copyOf(pairs));
    }
}
