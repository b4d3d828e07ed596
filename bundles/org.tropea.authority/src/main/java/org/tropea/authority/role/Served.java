package org.tropea.authority.role;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tropea.authority.consensus.PendingConsensus;
import org.tropea.authority.voting.VoteBox;
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
     * @param texts the same by authority, each always the same array
     * @param consensus the consensus as it is signed by now, by flavor; empty when there is none
     * @param signatures all signatures on it, or null
     */
    record Papers(List<Vote> votes, Map<Octets, byte[]> texts, Map<Flavor, byte[]> consensus, byte[] signatures) {
        static final Papers NONE = new Papers(List.of(), Map.of(), Map.of(), null);

        /** The votes in {@code box} and what was computed of them, which may be null. */
        static Papers of(VoteBox box, PendingConsensus pending) {
            List<Vote> votes = box.votes();
            Map<Octets, byte[]> texts = new HashMap<>();
            votes.forEach(vote -> texts.put(identity(vote), box.textOf(identity(vote))));
            if (pending == null) {
                return new Papers(votes, texts, Map.of(), null);
            }
            return new Papers(
                    votes,
                    texts,
                    Map.of(
                            Flavor.NS, bytes(pending.consensus(Flavor.NS).text()),
                            Flavor.MICRODESC,
                                    bytes(pending.consensus(Flavor.MICRODESC).text())),
                    bytes(pending.detached().print()));
        }

        private static Octets identity(Vote vote) {
            return vote.facts().voter().identity();
        }

        /** The vote of this authority, or null. */
        byte[] voteOf(Octets identity) {
            return texts.get(identity);
        }

        /** The vote with this digest, or null. */
        byte[] vote(Octets digest) {
            return votes.stream()
                    .filter(vote -> vote.digest().equals(digest))
                    .findFirst()
                    .map(vote -> texts.get(identity(vote)))
                    .orElse(null);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
