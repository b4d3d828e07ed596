package org.tropea.netdoc.status;

import java.util.ArrayList;
import java.util.List;
import org.tropea.crypto.Digests;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.ItemReader;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.value.Octets;

/**
 * What authorities send each other once they have the same consensus: the signatures on all its flavors (dir-spec 3.10).
 *
 * @param digest SHA-1 of the ns flavor as signed, 20 bytes
 * @param validAfter as in the consensus
 * @param freshUntil as in the consensus
 * @param validUntil as in the consensus
 * @param digests of the other flavors
 * @param others signatures on the other flavors
 * @param signatures on the ns flavor
 */
public record DetachedSignatures(
        Octets digest,
        long validAfter,
        long freshUntil,
        long validUntil,
        List<FlavorDigest> digests,
        List<FlavorSignature> others,
        List<DirectorySignature> signatures) {
    /** Bytes that such a document may have. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final String DIGEST = "consensus-digest";
    private static final String OTHER_DIGEST = "additional-digest";
    private static final String OTHER_SIGNATURE = "additional-signature";
    private static final Grammar GRAMMAR = new Grammar(
            "detached signatures document",
            Rule.once(DIGEST).arguments(1).first(),
            Rule.once("valid-after").arguments(2),
            Rule.once("fresh-until").arguments(2),
            Rule.once("valid-until").arguments(2),
            Rule.any(OTHER_DIGEST).arguments(3),
            Rule.any(OTHER_SIGNATURE).arguments(4).object(DirectorySignature.OBJECT),
            Rule.atLeastOnce(DirectorySignature.KEYWORD).arguments(2).object(DirectorySignature.OBJECT));

    /**
     * The digest of another flavor.
     *
     * @param flavor its name
     * @param algorithm the digest's name
     * @param digest of what is signed
     */
    public record FlavorDigest(String flavor, DigestAlgorithm algorithm, Octets digest) {}

    /**
     * A signature on another flavor.
     *
     * @param flavor its name
     * @param signature by one authority
     */
    public record FlavorSignature(String flavor, DirectorySignature signature) {}

    /** Reads a document; whether its signatures are good, {@link SignatureCheck} tells of the consensus. */
    public static DetachedSignatures parse(byte[] bytes) throws DocumentFault {
        Section section = GRAMMAR.readAll(new ItemReader(Source.of("detached signatures", bytes, MOST_BYTES)));
        List<FlavorSignature> others = new ArrayList<>();
        for (Item item : section.all(OTHER_SIGNATURE)) {
            others.add(new FlavorSignature(item.argument(0), DirectorySignature.read(item, 1, false)));
        }
        List<DirectorySignature> signatures = new ArrayList<>();
        for (Item item : section.all(DirectorySignature.KEYWORD)) {
            signatures.add(DirectorySignature.read(item, 0, item.arguments().size() == 2));
        }
        return new DetachedSignatures(
                section.get(DIGEST).hex(0, Digests.SHA1_LEN),
                section.get("valid-after").time(0),
                section.get("fresh-until").time(0),
                section.get("valid-until").time(0),
                digests(section),
                List.copyOf(others),
                List.copyOf(signatures));
    }

    private static List<FlavorDigest> digests(Section section) throws DocumentFault {
        List<FlavorDigest> digests = new ArrayList<>();
        for (Item item : section.all(OTHER_DIGEST)) {
            DigestAlgorithm algorithm = DigestAlgorithm.of(item.argument(1));
            if (algorithm != null) { // others may come to be and say nothing to us
                int length = algorithm == DigestAlgorithm.SHA1 ? Digests.SHA1_LEN : Digests.SHA256_LEN;
                digests.add(new FlavorDigest(item.argument(0), algorithm, item.hex(2, length)));
            }
        }
        return List.copyOf(digests);
    }

    /** The signatures on a consensus in the ns flavor and the others of the same time. */
    public static DetachedSignatures of(Consensus ns, List<Consensus> otherFlavors) {
        List<FlavorDigest> digests = new ArrayList<>();
        List<FlavorSignature> others = new ArrayList<>();
        for (Consensus other : otherFlavors) {
            String flavor = other.flavor().word();
            digests.add(new FlavorDigest(flavor, DigestAlgorithm.SHA256, other.digest(DigestAlgorithm.SHA256)));
            other.signatures().forEach(s -> others.add(new FlavorSignature(flavor, s)));
        }
        Schedule schedule = ns.schedule();
        return new DetachedSignatures(
                ns.digest(DigestAlgorithm.SHA1),
                schedule.validAfter(),
                schedule.freshUntil(),
                schedule.validUntil(),
                List.copyOf(digests),
                List.copyOf(others),
                ns.signatures());
    }

    /** The signatures on one flavor. */
    public List<DirectorySignature> of(Flavor flavor) {
        if (flavor == Flavor.NS) {
            return signatures;
        }
        return others.stream()
                .filter(o -> o.flavor().equals(flavor.word()))
                .map(FlavorSignature::signature)
                .toList();
    }

    /** Whether these are signatures on this very consensus, as far as the document says. */
    public boolean areOn(Consensus consensus) {
        if (consensus.flavor() == Flavor.NS) {
            return digest.equals(consensus.digest(DigestAlgorithm.SHA1));
        }
        return digests.stream()
                .anyMatch(d -> d.flavor().equals(consensus.flavor().word())
                        && d.digest().equals(consensus.digest(d.algorithm())));
    }

    /** The document as C tor's authorities write it. */
    public String print() {
        DocumentWriter out = new DocumentWriter().line(DIGEST, digest);
        out.time("valid-after", validAfter).time("fresh-until", freshUntil).time("valid-until", validUntil);
        digests.forEach(d -> out.line(OTHER_DIGEST, d.flavor(), d.algorithm().word(), d.digest()));
        others.forEach(o -> o.signature().print(out, OTHER_SIGNATURE + " " + o.flavor()));
        signatures.forEach(s -> s.print(out, DirectorySignature.KEYWORD));
        return out.text();
    }
}
