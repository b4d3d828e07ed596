package org.tropea.authority.role;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.DigestAlgorithm;
import org.tropea.netdoc.status.DirectorySignature;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.value.Octets;

/**
 * Signatures that came before we had computed a consensus ourselves: of this round alone, one document for each set of
 * good signatures of voters, so that nobody else can fill it. On the conductor.
 */
final class EarlySignatures {
    /** So large is a document at most: each voter's signatures on two flavors have about one kilobyte. */
    static final int MOST_BYTES = 64 * 1024;

    private static final int MOST = 64;

    /** A good signature: by whom, on what. */
    private record Signed(String flavor, Octets digest, Octets signer) {}

    private final Map<Set<Signed>, DetachedSignatures> waiting = new LinkedHashMap<>();

    /**
     * Keeps {@code signatures} when one on the ns flavor at least is good by one of {@code certificates}, those of the
     * voters so far, and there is none yet that has as much to say of all flavors; returns whether they have.
     */
    boolean keep(DetachedSignatures signatures, Collection<KeyCertificate> certificates) {
        Set<Signed> claim = new HashSet<>();
        add(claim, Flavor.NS, signatures.digest(), signatures, certificates);
        if (claim.isEmpty()) {
            return false;
        }
        signatures.digests().stream()
                .filter(one ->
                        one.flavor().equals(Flavor.MICRODESC.word()) && one.algorithm() == DigestAlgorithm.SHA256)
                .findFirst()
                .ifPresent(one -> add(claim, Flavor.MICRODESC, one.digest(), signatures, certificates));
        if (waiting.keySet().stream().anyMatch(other -> other.containsAll(claim))) {
            return true;
        }
        waiting.keySet().removeIf(claim::containsAll);
        boolean room = waiting.size() < MOST;
        if (room) {
            waiting.put(claim, signatures);
        }
        return room;
    }

    private static void add(
            Set<Signed> claim, Flavor flavor, Octets digest, DetachedSignatures from, Collection<KeyCertificate> by) {
        for (DirectorySignature one : from.of(flavor)) {
            by.stream()
                    .filter(certificate -> isBy(one, certificate, digest))
                    .forEach(certificate -> claim.add(new Signed(flavor.word(), digest, certificate.identity())));
        }
    }

    private static boolean isBy(DirectorySignature one, KeyCertificate by, Octets digest) {
        return one.identity().equals(by.identity())
                && one.signingKeyDigest().equals(by.signingKeyDigest())
                && one.isBy(by.signingKey(), digest);
    }

    /** All that wait, which wait no longer; with the times of {@code ours}, which nobody has signed in these documents. */
    List<DetachedSignatures> take(Schedule ours) {
        List<DetachedSignatures> all =
                waiting.values().stream().map(one -> at(one, ours)).toList();
        waiting.clear();
        return all;
    }

    private static DetachedSignatures at(DetachedSignatures one, Schedule ours) {
        return new DetachedSignatures(
                one.digest(),
                one.validAfter(),
                ours.freshUntil(),
                ours.validUntil(),
                one.digests(),
                one.others(),
                one.signatures());
    }
}
