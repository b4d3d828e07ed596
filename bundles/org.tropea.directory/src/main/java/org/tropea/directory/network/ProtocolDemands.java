package org.tropea.directory.network;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.SpokenProtocols;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;
import org.tropea.netdoc.status.NetworkProtocols;
import org.tropea.netdoc.value.ProtocolVersions;

/**
 * Compares what a consensus demands of subprotocols with what we speak (tor-spec 9). A client that lacks a required one
 * builds no circuits until a consensus demands it no more, where C tor ends its process. A relay that lacks one says so
 * and goes on, unlike C tor: authorities list it, and others use only what its descriptor names. What is only
 * recommended is a warning. Each is said once, until something else is missing. On the conductor.
 */
final class ProtocolDemands {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolDemands.class);
    private static final int VERSIONS = 64;

    private final String router;
    private final boolean relay;
    private final boolean client;
    private final Map<String, String> told = new HashMap<>();

    private ProtocolDemands(String router, boolean relay, boolean client) {
        this.router = router;
        this.relay = relay;
        this.client = client;
    }

    /** For the router of that name: who has an ORPort is a relay, who has none or a way in for programs a client. */
    static ProtocolDemands of(String router, Options options) {
        boolean relay = options.ports("ORPort").stream().anyMatch(PortLine::listens);
        return new ProtocolDemands(router, relay, !relay || hasWayIn(options));
    }

    private static boolean hasWayIn(Options options) {
        return Stream.concat(EntryPort.TYPES.keySet().stream(), Stream.of(EntryPort.DNS))
                .anyMatch(option -> options.ports(option).stream().anyMatch(PortLine::listens));
    }

    /** Whether circuits of our own may be built by such a consensus; says what is missing. */
    boolean allow(NetworkProtocols demanded) {
        if (relay) {
            String missing = missing(demanded.requiredRelay(), SpokenProtocols.ALL);
            if (isNews("required of relays", missing)) {
                LOG.warn(
                        "Router {} lacks protocols that the consensus requires of relays: {}; it goes on with what its"
                                + " descriptor names, upgrade when you can",
                        router,
                        missing);
            }
            recommended("relays", missing.isEmpty() ? missing(demanded.recommendedRelay(), SpokenProtocols.ALL) : "");
        }
        return !client || allowsClients(demanded);
    }

    private boolean allowsClients(NetworkProtocols demanded) {
        String missing = missing(demanded.requiredClient(), SpokenProtocols.ALL);
        if (isNews("required of clients", missing)) {
            LOG.error(
                    "Router {} lacks protocols that the consensus requires of clients: {}; it builds no circuits until"
                            + " it is upgraded",
                    router,
                    missing);
        }
        recommended("clients", missing.isEmpty() ? missing(demanded.recommendedClient(), SpokenProtocols.ALL) : "");
        return missing.isEmpty();
    }

    private void recommended(String who, String missing) {
        if (isNews("recommended to " + who, missing)) {
            LOG.warn(
                    "Router {} lacks protocols that the consensus recommends to {}: {}; they may be required one day",
                    router,
                    who,
                    missing);
        }
    }

    private boolean isNews(String what, String missing) {
        return !missing.equals(told.put(what, missing)) && !missing.isEmpty();
    }

    /** What of {@code demanded} is not in {@code spoken}, written as protocol lists are; empty when nothing is. */
    static String missing(ProtocolVersions demanded, ProtocolVersions spoken) {
        Map<String, Long> missing = new TreeMap<>();
        if (demanded != null) {
            demanded.versions().forEach((name, bits) -> missing.put(name, bits & ~spoken.bits(name)));
        }
        missing.values().removeIf(bits -> bits == 0);
        StringBuilder text = new StringBuilder();
        missing.forEach((name, bits) ->
                text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(ranges(bits)));
        return text.toString();
    }

    private static String ranges(long bits) {
        StringBuilder text = new StringBuilder();
        for (int low = 0; low < VERSIONS; low++) {
            int high = low;
            while (high < VERSIONS && (bits >>> high & 1) != 0) {
                high++;
            }
            if (high > low) {
                text.append(text.isEmpty() ? "" : ",").append(low).append(high - 1 > low ? "-" + (high - 1) : "");
                low = high;
            }
        }
        return text.toString();
    }
}
