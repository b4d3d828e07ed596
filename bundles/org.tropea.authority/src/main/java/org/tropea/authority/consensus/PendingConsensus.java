package org.tropea.authority.consensus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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

    /** What was computed, signed by the authority of this certificate. */
    public PendingConsensus(ConsensusComputation computation, KeyCertificate certificate, RsaKeyPair signingKey) {
        for (Flavor flavor : Flavor.values()) {
            ConsensusFacts computed = computation.facts(flavor);
            Octets digest = Consensus.digestOf(computed, algorithm(flavor));
            facts.put(flavor, computed);
            signatures.put(flavor, new TreeMap<>());
            signatures
                    .get(flavor)
                    .put(
                            certificate.identity(),
                            DirectorySignature.sign(word(flavor), digest, certificate, signingKey));
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
     * answers how many they were. Signatures on another consensus than ours are refused as a whole.
     */
    public int add(DetachedSignatures others, Collection<KeyCertificate> certificates) throws DocumentFault {
        Consensus ns = consensus(Flavor.NS);
        if (others.validAfter() != ns.schedule().validAfter()
                || others.freshUntil() != ns.schedule().freshUntil()
                || others.validUntil() != ns.schedule().validUntil()) {
            throw new DocumentFault(DOCUMENT, 0, "are on a consensus of another time than ours");
        }
        int added = 0;
        for (Flavor flavor : Flavor.values()) {
            Consensus ours = consensus(flavor);
            if (!others.areOn(ours)) {
                throw new DocumentFault(
                        DOCUMENT, 0, "are on another " + flavor.word() + " consensus than ours: the digests differ");
            }
            for (DirectorySignature signature : others.of(flavor)) {
                added += add(ours, signature, certificates) ? 1 : 0;
            }
        }
        return added;
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
                return true;
            }
        }
        return false;
    }

    /** Whether more than half of {@code authorities} have signed this flavor, so that it may be published. */
    public boolean isSignedByMost(Flavor flavor, Collection<Octets> authorities) {
        long signed = authorities.stream()
                .distinct()
                .filter(signatures.get(flavor)::containsKey)
                .count();
        return 2 * signed > authorities.stream().distinct().count();
    }
}
