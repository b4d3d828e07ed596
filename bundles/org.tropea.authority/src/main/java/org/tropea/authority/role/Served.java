package org.tropea.authority.role;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tropea.authority.consensus.PendingConsensus;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;

/**
 * What an authority shows others of its present round and of the one before. Immutable, made by the conductor after each
 * change, read by any thread.
 *
 * @param certificate our certificate
 * @param next the present round
 * @param current the round before
 */
record Served(KeyCertificate certificate, Papers next, Papers current) {
    /**
     * The papers of one round.
     *
     * @param votes those that came in
     * @param consensus the consensus as it is signed by now, by flavor; empty when there is none
     * @param signatures all signatures on it, or null
     */
    record Papers(List<Vote> votes, Map<Flavor, byte[]> consensus, byte[] signatures) {
        static final Papers NONE = new Papers(List.of(), Map.of(), null);

        static Papers of(List<Vote> votes, PendingConsensus pending) {
            if (pending == null) {
                return new Papers(List.copyOf(votes), Map.of(), null);
            }
            return new Papers(
                    List.copyOf(votes),
                    Map.of(
                            Flavor.NS, bytes(pending.consensus(Flavor.NS).text()),
                            Flavor.MICRODESC,
                                    bytes(pending.consensus(Flavor.MICRODESC).text())),
                    bytes(pending.detached().print()));
        }

        /** The vote of this authority, or null. */
        byte[] voteOf(Octets identity) {
            return votes.stream()
                    .filter(vote -> vote.facts().voter().identity().equals(identity))
                    .findFirst()
                    .map(vote -> bytes(vote.text()))
                    .orElse(null);
        }

        /** The vote with this digest, or null. */
        byte[] vote(Octets digest) {
            return votes.stream()
                    .filter(vote -> vote.digest().equals(digest))
                    .findFirst()
                    .map(vote -> bytes(vote.text()))
                    .orElse(null);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
