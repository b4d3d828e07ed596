package org.tropea.authority.role;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.status.DetachedSignatures;
import org.tropea.netdoc.status.DirectorySignature;
import org.tropea.netdoc.value.Octets;

/**
 * Signatures that came before we had computed a consensus ourselves: of this round alone, one document for each set of
 * voters whose signatures on a digest are good, so that nobody else can fill it. On the conductor.
 */
final class EarlySignatures {
    /** So large is a document at most: each voter's signatures on two flavors have about one kilobyte. */
    static final int MOST_BYTES = 64 * 1024;

    private static final int MOST = 64;

    private record Claim(Octets digest, Set<Octets> signers) {
        boolean saysAllOf(Claim other) {
            return digest.equals(other.digest) && signers.containsAll(other.signers);
        }
    }

    private final Map<Claim, DetachedSignatures> waiting = new LinkedHashMap<>();

    /**
     * Keeps {@code signatures} when one of them at least is good by one of {@code certificates}, those of the voters so
     * far, and there is none yet that has as much to say; returns whether they have.
     */
    boolean keep(DetachedSignatures signatures, Collection<KeyCertificate> certificates) {
        Set<Octets> signers = new TreeSet<>();
        for (DirectorySignature one : signatures.signatures()) {
            certificates.stream()
                    .filter(by -> isBy(one, by, signatures.digest()))
                    .forEach(by -> signers.add(by.identity()));
        }
        if (signers.isEmpty()) {
            return false;
        }
        Claim claim = new Claim(signatures.digest(), signers);
        if (waiting.keySet().stream().anyMatch(other -> other.saysAllOf(claim))) {
            return true;
        }
        waiting.keySet().removeIf(claim::saysAllOf);
        boolean room = waiting.size() < MOST;
        if (room) {
            waiting.put(claim, signatures);
        }
        return room;
    }

    private static boolean isBy(DirectorySignature one, KeyCertificate by, Octets digest) {
        return one.identity().equals(by.identity())
                && one.signingKeyDigest().equals(by.signingKeyDigest())
                && one.isBy(by.signingKey(), digest);
    }

    /** All that wait, which wait no longer. */
    List<DetachedSignatures> take() {
        List<DetachedSignatures> all = new ArrayList<>(waiting.values());
        waiting.clear();
        return all;
    }
}
