package org.tropea.netdoc.status;

import java.util.List;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.value.NetParams;

/**
 * All that a consensus says, besides its signatures (dir-spec 3.4.1). Lists are unmodifiable.
 *
 * @param flavor its form
 * @param method how it was computed from the votes
 * @param schedule when it holds
 * @param clientVersions recommended versions, commas between them, or null
 * @param serverVersions likewise for relays
 * @param packages the packages that authorities know, lines as they are (methods below 34)
 * @param knownFlags the flags that its entries may have, sorted
 * @param protocols the subprotocols recommended and required
 * @param params the network's parameters, sorted
 * @param previousRandom the shared random value before the last, or null
 * @param currentRandom the last shared random value, or null
 * @param voters the authorities whose votes went in, sorted by identity
 * @param routers the relays, sorted by identity
 * @param bandwidthWeights how to weigh relays by position (dir-spec 3.8.3), or null
 */
public record ConsensusFacts(
        Flavor flavor,
        int method,
        Schedule schedule,
        String clientVersions,
        String serverVersions,
        List<String> packages,
        List<String> knownFlags,
        NetworkProtocols protocols,
        NetParams params,
        SharedRandomValue previousRandom,
        SharedRandomValue currentRandom,
        List<Voter> voters,
        List<RouterStatus> routers,
        NetParams bandwidthWeights) {
    static final String VERSION = "network-status-version";
    static final String FOOTER = "directory-footer";

    /** The text as authorities write it, up to the first signature. */
    public String print() {
        DocumentWriter out = new DocumentWriter();
        preamble(out);
        voters.forEach(v -> v.print(out));
        routers.forEach(r -> r.print(out));
        out.line(FOOTER).maybe("bandwidth-weights", bandwidthWeights);
        return out.text();
    }

    private void preamble(DocumentWriter out) {
        out.line(VERSION, flavor == Flavor.NS ? "3" : "3 " + flavor.word());
        out.line("vote-status", "consensus").line("consensus-method", method);
        schedule.print(out);
        out.maybe("client-versions", clientVersions).maybe("server-versions", serverVersions);
        packages.forEach(p -> out.line("package", p));
        out.line("known-flags", knownFlags.toArray());
        out.maybe(NetworkProtocols.RECOMMENDED_CLIENT, protocols.recommendedClient());
        out.maybe(NetworkProtocols.RECOMMENDED_RELAY, protocols.recommendedRelay());
        out.maybe(NetworkProtocols.REQUIRED_CLIENT, protocols.requiredClient());
        out.maybe(NetworkProtocols.REQUIRED_RELAY, protocols.requiredRelay());
        out.maybe("params", params.isEmpty() ? null : params);
        SharedRandomValue.print(out, SharedRandomValue.PREVIOUS, previousRandom);
        SharedRandomValue.print(out, SharedRandomValue.CURRENT, currentRandom);
    }
}
