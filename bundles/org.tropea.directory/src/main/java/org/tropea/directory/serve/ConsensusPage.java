package org.tropea.directory.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirQuery;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/**
 * {@code /tor/status-vote/current/consensus[-FLAVOR][/diff/HASH][/FINGERPRINTS]} (dir-spec 4.2 and 4.5): the
 * consensus, if more than half of the authorities named signed it, or what is different from one that the client has.
 */
final class ConsensusPage {
    static final String PREFIX = "/tor/status-vote/current/consensus";
    private static final String DIFF = "diff/";
    private static final int SHA3_BYTES = 32;
    private static final long DAY = 86_400;

    private final Shelf shelf;

    ConsensusPage(Shelf shelf) {
        this.shelf = shelf;
    }

    DirAnswer answer(DirQuery query, long now) {
        String rest = query.path().substring(PREFIX.length());
        int slash = rest.indexOf('/');
        String flavor = slash < 0 ? rest : rest.substring(0, slash);
        String behind = slash < 0 ? "" : rest.substring(slash + 1);
        if (!flavor.isEmpty() && !flavor.startsWith("-")) {
            return DirAnswer.notFound();
        }
        ServedConsensus consensus = shelf.consensus(flavor(flavor));
        if (!behind.startsWith(DIFF)) {
            return document(consensus, fromHeader(query), false, behind, query, now);
        }
        String[] parts = behind.substring(DIFF.length()).split("/", 2);
        Octets base = Words.digest(parts[0]);
        if (base == null || base.size() != SHA3_BYTES) {
            return DirAnswer.of(404, "Couldn't parse request");
        }
        return document(consensus, List.of(base), true, parts.length > 1 ? parts[1] : "", query, now);
    }

    /** A flavor that nobody knows is taken for the one without a name, as in C tor. */
    private static Flavor flavor(String suffix) {
        Flavor named = suffix.isEmpty() ? Flavor.NS : Flavor.of(suffix.substring(1));
        return named == null ? Flavor.NS : named;
    }

    private static List<Octets> fromHeader(DirQuery query) {
        List<Octets> bases = new ArrayList<>();
        for (String word : query.header("X-Or-Diff-From-Consensus").split("[ ,]+")) {
            Octets base = Words.digest(word);
            if (base != null && base.size() == SHA3_BYTES) {
                bases.add(base);
            }
        }
        return bases;
    }

    private static DirAnswer document(
            ServedConsensus consensus, List<Octets> bases, boolean diffOnly, String signers, DirQuery query, long now) {
        if (consensus == null) {
            return DirAnswer.notFound();
        }
        if (bases.contains(consensus.sha3())) {
            return DirAnswer.notModified();
        }
        byte[] diff = bases.stream()
                .map(consensus.diffs()::get)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        if (diff == null && diffOnly) {
            return DirAnswer.of(404, "No such diff available");
        }
        DirAnswer refusal = refusal(consensus, signers, query, now);
        if (refusal != null) {
            return refusal;
        }
        long fresh = Math.max(0, consensus.schedule().freshUntil() - now);
        return DirAnswer.lasting(
                diff == null ? consensus.text() : diff, fresh, Map.of("Vary", "X-Or-Diff-From-Consensus"));
    }

    private static DirAnswer refusal(ServedConsensus consensus, String signers, DirQuery query, long now) {
        if (consensus.schedule().validAfter() - DAY > now) {
            return DirAnswer.of(404, "Consensus is too new");
        }
        if (consensus.schedule().validUntil() + DAY < now) {
            return DirAnswer.of(404, "Consensus is too old");
        }
        if (!signers.isEmpty() && !signedByMost(consensus, Words.prefixes(signers))) {
            return DirAnswer.of(404, "Consensus not signed by sufficient number of requested authorities");
        }
        return consensus.schedule().validAfter() < query.modifiedSince() ? DirAnswer.notModified() : null;
    }

    private static boolean signedByMost(ServedConsensus consensus, List<String> prefixes) {
        long signed = prefixes.stream()
                .filter(prefix -> consensus.signers().stream()
                        .anyMatch(signer -> signer.hex().startsWith(prefix)))
                .count();
        return signed > prefixes.size() / 2;
    }
}
