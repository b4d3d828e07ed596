package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.ConsensusFacts;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.DigestAlgorithm;
import org.tropea.netdoc.status.DirectorySignature;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/**
 * A consensus that we computed, in both flavors, with our signatures and those that come in from other authorities
 * (dir-spec 3.10). Only good signatures are taken. Belongs to one thread.
 */
public final class PendingConsensus {
    private static final String DOCUMENT = "detached signatures";

    private final Map<Flavor, ConsensusFacts> facts = new EnumMap<>(Flavor.class);
    /** By the authority's identity, which is also their order in the document. */
    private final Map<Flavor, TreeMap<Octets, DirectorySignature>> signatures = new EnumMap<>(Flavor.class);
    /** When the certificates expire by which signatures were checked. */
    private final Map<Octets, Long> expiries = new HashMap<>();

    /** What was computed, signed by the authority of this certificate. */
    public PendingConsensus(ConsensusComputation computation, KeyCertificate certificate, RsaKeyPair signingKey) {
        for (Flavor flavor : Flavor.values()) {
            facts.put(flavor, computation.facts(flavor));
            signatures.put(flavor, new TreeMap<>());
        }
        sign(certificate, signingKey);
    }

    /** Signs both flavors with this key too, which is that of the certificate: an authority may have an older one. */
    public void sign(KeyCertificate certificate, RsaKeyPair signingKey) {
        expiries.put(certificate.identity(), certificate.expires());
        for (Flavor flavor : Flavor.values()) {
            Octets digest = Consensus.digestOf(facts.get(flavor), algorithm(flavor));
            DirectorySignature signature = DirectorySignature.sign(word(flavor), digest, certificate, signingKey);
            signatures.get(flavor).put(certificate.identity(), signature);
        }
    }

    private static DigestAlgorithm algorithm(Flavor flavor) {
        return flavor == Flavor.NS ? DigestAlgorithm.SHA1 : DigestAlgorithm.SHA256;
    }

    /** The ns flavor's signatures do not say by which algorithm. */
    private static String word(Flavor flavor) {
        return flavor == Flavor.NS ? null : algorithm(flavor).word();
    }

    /** The consensus in this flavor with the signatures that it has by now, sorted by identity. */
    public Consensus consensus(Flavor flavor) {
        return Consensus.of(
                facts.get(flavor), new ArrayList<>(signatures.get(flavor).values()));
    }

    /** All signatures on both flavors, as authorities send them to each other. */
    public DetachedSignatures detached() {
        return DetachedSignatures.of(consensus(Flavor.NS), List.of(consensus(Flavor.MICRODESC)));
    }

    /**
     * Takes the good ones of these signatures that we do not have, by voters whose certificate is among these, and
     * answers how many they were. A flavor on which ours is another consensus is refused as a whole; the fault is the
     * last refusal, in C tor's words, when nothing was taken.
     */
    public int add(DetachedSignatures others, Collection<KeyCertificate> certificates) throws DocumentFault {
        int added = 0;
        String refusal = null;
        for (Flavor flavor : Flavor.values()) {
            Consensus ours = consensus(flavor);
            String reason = refusal(others, ours);
            refusal = reason == null ? refusal : reason;
            for (DirectorySignature signature : reason == null ? others.of(flavor) : List.<DirectorySignature>of()) {
                added += add(ours, signature, certificates) ? 1 : 0;
            }
        }
        if (refusal != null && added == 0) {
            throw new DocumentFault(DOCUMENT, 0, refusal);
        }
        return added;
    }

    private static String refusal(DetachedSignatures others, Consensus ours) {
        String behind = " times do not match when adding detached signatures to consensus";
        if (others.validAfter() != ours.schedule().validAfter()) {
            return "Valid-After" + behind;
        }
        if (others.freshUntil() != ours.schedule().freshUntil()) {
            return "Fresh-until" + behind;
        }
        if (others.validUntil() != ours.schedule().validUntil()) {
            return "Valid-until" + behind;
        }
        if (others.of(ours.flavor()).isEmpty()) {
            return "No signatures for given consensus flavor";
        }
        return others.areOn(ours) ? null : "Mismatched digest.";
    }

    private boolean add(Consensus ours, DirectorySignature signature, Collection<KeyCertificate> certificates) {
        Flavor flavor = ours.flavor();
        boolean wanted = signature.digestAlgorithm() == algorithm(flavor)
                && !signatures.get(flavor).containsKey(signature.identity())
                && ours.facts().voters().stream().anyMatch(v -> v.identity().equals(signature.identity()));
        for (KeyCertificate each : wanted ? certificates : List.<KeyCertificate>of()) {
            if (each.identity().equals(signature.identity())
                    && each.signingKeyDigest().equals(signature.signingKeyDigest())
                    && signature.isBy(each.signingKey(), ours.digest(algorithm(flavor)))) {
                signatures.get(flavor).put(signature.identity(), signature);
                expiries.put(each.identity(), each.expires());
                return true;
            }
        }
        return false;
    }

    /** Who has signed both flavors, sorted. */
    public List<Octets> signers() {
        List<Octets> both = new ArrayList<>(signatures.get(Flavor.NS).keySet());
        both.retainAll(signatures.get(Flavor.MICRODESC).keySet());
        return both;
    }

    /** Whether everybody who voted has signed both flavors. */
    public boolean isSignedByAll() {
        return facts.get(Flavor.NS).voters().stream().allMatch(v -> signers().contains(v.identity()));
    }

    /**
     * Whether more than half of {@code authorities} have signed this flavor by certificates that hold at {@code now}, so
     * that it may be published: nobody counts the others.
     */
    public boolean isSignedByMost(Flavor flavor, Collection<Octets> authorities, long now) {
        long signed = authorities.stream()
                .distinct()
                .filter(signatures.get(flavor)::containsKey)
                .filter(identity -> expiries.get(identity) >= now)
                .count();
        return 2 * signed > authorities.stream().distinct().count();
    }
}
