package org.tropea.netdoc.status;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.value.Octets;

/**
 * Who signed a consensus, as far as our certificates tell. An authority counts once, whatever it signed.
 *
 * @param good identities of authorities with a good signature
 * @param bad identities of authorities whose signatures are all wrong
 * @param unknown signatures by keys for which there is no certificate yet
 */
public record SignatureCheck(Set<Octets> good, Set<Octets> bad, List<DirectorySignature> unknown) {
    static SignatureCheck of(
            List<DirectorySignature> signatures,
            Function<DigestAlgorithm, Octets> digests,
            Collection<KeyCertificate> certificates) {
        Set<Octets> good = new LinkedHashSet<>();
        Set<Octets> bad = new LinkedHashSet<>();
        List<DirectorySignature> unknown = new ArrayList<>();
        for (DirectorySignature signature : signatures) {
            if (signature.digestAlgorithm() != null) {
                KeyCertificate certificate = certificateOf(signature, certificates);
                if (certificate == null) {
                    unknown.add(signature);
                } else if (signature.isBy(certificate.signingKey(), digests.apply(signature.digestAlgorithm()))) {
                    good.add(signature.identity());
                } else {
                    bad.add(signature.identity());
                }
            }
        }
        bad.removeAll(good);
        return new SignatureCheck(good, bad, unknown);
    }

    private static KeyCertificate certificateOf(DirectorySignature signature, Collection<KeyCertificate> certificates) {
        for (KeyCertificate each : certificates) {
            if (each.identity().equals(signature.identity())
                    && each.signingKeyDigest().equals(signature.signingKeyDigest())) {
                return each;
            }
        }
        return null;
    }

    /** Whether more than half of these authorities have signed well, which is what a client demands. */
    public boolean isByMostOf(Collection<Octets> trusted) {
        return 2 * trusted.stream().distinct().filter(good::contains).count()
                > trusted.stream().distinct().count();
    }

    /** Whether certificates that are missing could still make it signed by most of these authorities. */
    public boolean couldBeByMostOf(Collection<Octets> trusted) {
        Set<Octets> hopeful = new LinkedHashSet<>(good);
        unknown.forEach(s -> hopeful.add(s.identity()));
        return new SignatureCheck(hopeful, bad, unknown).isByMostOf(trusted);
    }
}
