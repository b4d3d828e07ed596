package org.tropea.client;

import java.util.HashSet;
import java.util.Set;
import org.tropea.net.option.Options;

/**
 * What one router's options say about its client, read once for each new set of options. Times in nanoseconds, 0 where the
 * option leaves it to the client.
 */
record ClientOptions(
        long maxDirtiness,
        long newCircuitPeriod,
        long circuitsAvailable,
        long streamTimeout,
        long socksTimeout,
        int maxPending,
        boolean predicts,
        boolean rejectInternal,
        boolean rejectInternalAnswers,
        Set<Integer> longLivedPorts) {

    /** Below this a circuit would be dirty before it carried anything. */
    private static final long DIRTINESS_LEAST = 10_000_000_000L;

    static ClientOptions of(Options options) {
        Set<Integer> stable = new HashSet<>();
        options.list("LongLivedPorts").forEach(port -> stable.add(Integer.parseInt(port)));
        return new ClientOptions(
                Math.max(DIRTINESS_LEAST, options.intervalNanos("MaxCircuitDirtiness")),
                Math.max(1_000_000_000L, options.intervalNanos("NewCircuitPeriod")),
                options.intervalNanos("CircuitsAvailableTimeout"),
                options.intervalNanos("CircuitStreamTimeout"),
                options.intervalNanos("SocksTimeout"),
                options.number("MaxClientCircuitsPending", 1, 1024),
                !options.flag("__DisablePredictedCircuits"),
                options.flag("ClientRejectInternalAddresses"),
                options.flag("ClientDNSRejectInternalAddresses"),
                Set.copyOf(stable));
    }
}
