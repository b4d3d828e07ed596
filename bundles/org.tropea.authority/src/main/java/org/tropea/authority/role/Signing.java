package org.tropea.authority.role;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.consensus.ConsensusComputation;
import org.tropea.authority.consensus.Electorate;
import org.tropea.authority.consensus.PendingConsensus;
import org.tropea.authority.keys.SigningKeys;
import org.tropea.authority.voting.VoteBox;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/**
 * The second half of one round: the consensus is computed from the votes, signed by us and by the others, and published
 * when most have signed it (dir-spec 3.8 to 3.11). On the conductor.
 */
final class Signing {
    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);
    private static final String OTHER_ROUND =
            "Valid-After times do not match when adding detached signatures to consensus";

    private final VoteBox box;
    private final List<Octets> authorities;
    private final Runnable news;
    private final EarlySignatures early = new EarlySignatures();
    private PendingConsensus pending;
    private int method;
    private String refused = "";

    /** The consensus on the votes in {@code box}, which most of {@code authorities} must sign; {@code news}: one more has. */
    Signing(VoteBox box, List<Octets> authorities, Runnable news) {
        this.box = box;
        this.authorities = authorities;
        this.news = news;
    }

    /** Computes and signs; returns our signatures for the others, or null when there is nothing to sign. */
    String compute(Electorate electorate, SigningKeys keys, SigningKeys legacy, StoredFiles files) {
        if (!box.isEnough()) {
            LOG.warn(
                    "We don't have enough votes to generate a consensus: {} of {}",
                    box.votes().size(),
                    authorities.size() / 2 + 1);
            return null;
        }
        if (box.votes().stream().noneMatch(v -> v.facts().knownFlags().contains(Flags.RUNNING))) {
            LOG.warn("Nobody has voted on the Running flag. Not generating a consensus!");
            return null;
        }
        ConsensusComputation computation = new ConsensusComputation(box.votes(), electorate);
        method = computation.method();
        pending = new PendingConsensus(computation, keys.certificate(), keys.key());
        if (legacy != null) {
            pending.sign(legacy.certificate(), legacy.key());
        }
        for (Flavor flavor : Flavor.values()) {
            String text = pending.consensus(flavor).text();
            files.replace("my-consensus-" + flavor.word(), text.getBytes(StandardCharsets.UTF_8));
        }
        String ours = pending.detached().print();
        early.take(pending.consensus(Flavor.NS).schedule()).forEach(waiting -> add(waiting, "the queue"));
        return ours;
    }

    /** Takes signatures that another authority posted or had; C tor's status and words. */
    DirAnswer signed(byte[] body, String from) {
        DetachedSignatures signatures;
        try {
            signatures = DetachedSignatures.parse(body);
        } catch (DocumentFault malformed) {
            return refuse(from, "Couldn't parse detached signatures.", malformed.getMessage());
        }
        return pending == null ? queued(signatures, body.length, from) : add(signatures, from);
    }

    private DirAnswer queued(DetachedSignatures signatures, int length, String from) {
        if (signatures.validAfter() != box.timetable().intervalStarts()) {
            return refuse(from, OTHER_ROUND, "for another round than the present one");
        }
        boolean kept = length <= EarlySignatures.MOST_BYTES && early.keep(signatures, box.certificates());
        return kept
                ? DirAnswer.of(200, "Signature queued")
                : refuse(from, "Nothing to check these signatures by yet", "too long, or by nobody who voted");
    }

    private DirAnswer add(DetachedSignatures signatures, String from) {
        try {
            int added = pending.add(signatures, box.certificates());
            if (added > 0) {
                LOG.info("Added {} signatures from {}", added, from);
                news.run();
            }
            return DirAnswer.of(200, added > 0 ? "Signatures added" : "Signatures ignored");
        } catch (DocumentFault other) {
            return refuse(from, other.reason(), other.getMessage());
        }
    }

    private DirAnswer refuse(String from, String words, String why) {
        refused = "signatures from " + from + ": " + why;
        LOG.warn("Unable to store signatures posted by {}: {} ({})", from, words, why);
        return DirAnswer.of(400, words);
    }

    /** The consensus in this flavor when most have signed it by certificates that hold at {@code now}; else null. */
    Consensus signedByMost(Flavor flavor, long now) {
        boolean most = pending != null && pending.isSignedByMost(flavor, authorities, now);
        return most ? pending.consensus(flavor) : null;
    }

    /** Whether signatures of voters are missing on what we computed. */
    boolean isWaiting() {
        return pending != null && !pending.isSignedByAll();
    }

    /** What was computed, or null. */
    PendingConsensus pending() {
        return pending;
    }

    /** The method of what was computed, or 0. */
    int method() {
        return method;
    }

    /** The signatures that were refused last, and why; empty when none were. */
    String refused() {
        return refused;
    }
}
