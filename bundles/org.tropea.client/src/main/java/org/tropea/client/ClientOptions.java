package org.tropea.client;

import java.util.HashSet;
import java.util.Set;
import org.tropea.net.option.OptionFault;
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
        Set<Integer> longLivedPorts,
        Set<Integer> warnedPorts,
        Set<Integer> rejectedPorts) {

    /** Below this a circuit would be dirty before it carried anything. */
    private static final long DIRTINESS_LEAST = 10_000_000_000L;

    private static final int PORT_MOST = 65_535;

    /** Reads them; an OptionFault names the one that cannot be read. */
    static ClientOptions of(Options options) {
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
                ports(options, "LongLivedPorts"),
                ports(options, "WarnPlaintextPorts"),
                ports(options, "RejectPlaintextPorts"));
    }

    private static Set<Integer> ports(Options options, String name) {
        Set<Integer> ports = new HashSet<>();
        for (String word : options.list(name)) {
            int port = word.matches("\\d{1,5}") ? Integer.parseInt(word) : 0;
            if (port < 1 || port > PORT_MOST) {
                throw new OptionFault(name, word, "ports from 1 to 65535 with commas between them");
            }
            ports.add(port);
        }
        return Set.copyOf(ports);
    }
}
