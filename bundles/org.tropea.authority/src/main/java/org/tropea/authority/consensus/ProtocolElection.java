package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.tropea.netdoc.status.NetworkProtocols;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.ValueFault;

/** Which subprotocols the network recommends and requires (dir-spec 3.8). Stateless. */
final class ProtocolElection {
    private static final int VERSIONS = 64;

    private ProtocolElection() {}

    /** Recommended is what half of all authorities recommend, required what two thirds require. */
    static NetworkProtocols elect(List<Vote> votes, int authorities) {
        int half = (authorities + 1) / 2;
        int twoThirds = (2 * authorities + 2) / 3;
        return new NetworkProtocols(
                elect(votes, NetworkProtocols::recommendedClient, half),
                elect(votes, NetworkProtocols::recommendedRelay, half),
                elect(votes, NetworkProtocols::requiredClient, twoThirds),
                elect(votes, NetworkProtocols::requiredRelay, twoThirds));
    }

    private static ProtocolVersions elect(
            List<Vote> votes, Function<NetworkProtocols, ProtocolVersions> which, int least) {
        Map<String, int[]> counts = new TreeMap<>(ByteOrder.TEXTS);
        for (Vote vote : votes) {
            ProtocolVersions given = which.apply(vote.facts().protocols());
            if (given != null) {
                given.versions().forEach((name, bits) -> count(counts, name, bits));
            }
        }
        List<String> chosen = new ArrayList<>();
        counts.forEach((name, each) -> {
            String versions = ranges(each, least);
            if (!versions.isEmpty()) {
                chosen.add(name + "=" + versions);
            }
        });
        return parsed(String.join(" ", chosen));
    }

    private static void count(Map<String, int[]> counts, String name, long bits) {
        int[] versions = counts.computeIfAbsent(name, n -> new int[VERSIONS]);
        for (int version = 0; version < VERSIONS; version++) {
            versions[version] += (int) (bits >>> version & 1);
        }
    }

    private static String ranges(int[] counts, int least) {
        StringBuilder text = new StringBuilder();
        for (int from = 0, to; from < VERSIONS; from = to + 1) {
            to = from;
            while (to < VERSIONS && counts[to] >= least) {
                to++;
            }
            if (to > from) {
                text.append(text.length() == 0 ? "" : ",").append(from);
                text.append(to - from == 1 ? "" : "-" + (to - 1));
            }
        }
        return text.toString();
    }

    private static ProtocolVersions parsed(String text) {
        try {
            return ProtocolVersions.parse(text);
        } catch (ValueFault e) {
            throw new IllegalStateException("made of parsed versions, yet not some: " + text, e);
        }
    }
}
