package org.tropea.netdoc.status;

import java.util.List;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.Octets;

/**
 * All that a vote says, besides its signature (dir-spec 3.4.1). Lists are unmodifiable.
 *
 * @param methods the consensus methods that the authority knows
 * @param published when the vote was made, seconds since 1970
 * @param schedule when the consensus is to hold
 * @param clientVersions recommended versions, commas between them, or null
 * @param serverVersions likewise for relays
 * @param packages the packages that it knows, lines as they are
 * @param protocols the subprotocols that it recommends or requires
 * @param knownFlags the flags that its entries may have, sorted, at most 64
 * @param flagThresholds by which it gave them, as written, or null
 * @param params the parameters that it wants, sorted
 * @param bandwidthFileHeaders of its measurements, as written, or null
 * @param bandwidthFileDigest of its measurements, as written, or null
 * @param voter who votes
 * @param legacyKey the fingerprint of its old identity, 20 bytes, or null
 * @param sharesRandom whether it takes part in making shared random values
 * @param commits the commitments that it knows, its own too
 * @param previousRandom the shared random value before the last, or null
 * @param currentRandom the last shared random value, or null
 * @param certificate of its signing key
 * @param entries the relays, sorted by identity
 */
public record VoteFacts(
        List<Integer> methods,
        long published,
        Schedule schedule,
        String clientVersions,
        String serverVersions,
        List<String> packages,
        NetworkProtocols protocols,
        List<String> knownFlags,
        String flagThresholds,
        NetParams params,
        String bandwidthFileHeaders,
        String bandwidthFileDigest,
        Voter voter,
        Octets legacyKey,
        boolean sharesRandom,
        List<SharedRandomCommit> commits,
        SharedRandomValue previousRandom,
        SharedRandomValue currentRandom,
        KeyCertificate certificate,
        List<VoteEntry> entries) {

    /** The text as C tor's authorities write it, up to the signature. */
    public String print() {
        DocumentWriter out = new DocumentWriter();
        preamble(out);
        authority(out);
        entries.forEach(e -> e.print(out));
        return out.line(ConsensusFacts.FOOTER).text();
    }

    private void preamble(DocumentWriter out) {
        out.line(ConsensusFacts.VERSION, "3").line("vote-status", "vote");
        out.line("consensus-methods", methods.toArray()).time("published", published);
        schedule.print(out);
        out.maybe("client-versions", clientVersions).maybe("server-versions", serverVersions);
        packages.forEach(p -> out.line("package", p));
        out.maybe(NetworkProtocols.RECOMMENDED_RELAY, protocols.recommendedRelay());
        out.maybe(NetworkProtocols.RECOMMENDED_CLIENT, protocols.recommendedClient());
        out.maybe(NetworkProtocols.REQUIRED_RELAY, protocols.requiredRelay());
        out.maybe(NetworkProtocols.REQUIRED_CLIENT, protocols.requiredClient());
        out.line("known-flags", knownFlags.toArray());
        out.maybe("flag-thresholds", flagThresholds).line("params", params);
        out.maybe("bandwidth-file-headers", bandwidthFileHeaders).maybe("bandwidth-file-digest", bandwidthFileDigest);
    }

    private void authority(DocumentWriter out) {
        voter.print(out);
        if (sharesRandom) {
            out.line("shared-rand-participate");
        }
        commits.forEach(c -> c.print(out));
        SharedRandomValue.print(out, SharedRandomValue.PREVIOUS, previousRandom);
        SharedRandomValue.print(out, SharedRandomValue.CURRENT, currentRandom);
        out.maybe("legacy-dir-key", legacyKey).raw(certificate.text());
    }
}
