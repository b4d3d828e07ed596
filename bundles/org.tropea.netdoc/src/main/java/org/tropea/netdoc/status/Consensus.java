package org.tropea.netdoc.status;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tropea.crypto.Digests;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/**
 * A consensus (dir-spec 3.4.1): what the authorities agreed on, and their signatures. One that was read is well formed;
 * who signed it, {@link #check} tells; whether it holds now, its {@link Schedule}. Immutable, any thread.
 */
public final class Consensus {
    /** Bytes that a consensus may have. */
    public static final int MOST_BYTES = 32 * 1024 * 1024;

    static final String DOCUMENT = "consensus";
    /** Signatures cover the space after the keyword of the first, so that all authorities sign the same. */
    private static final String SIGNED_END = DirectorySignature.KEYWORD + " ";

    private final ConsensusFacts facts;
    private final List<DirectorySignature> signatures;
    private final String text;
    private final Octets sha1;
    private final Octets sha256;
    private final Octets sha3;

    Consensus(ConsensusFacts facts, List<DirectorySignature> signatures, String text, int signaturesAt) {
        this.facts = facts;
        this.signatures = List.copyOf(signatures);
        this.text = text;
        byte[] signed = signedBytes(text.substring(0, signaturesAt));
        this.sha1 = DigestAlgorithm.SHA1.digest(signed);
        this.sha256 = DigestAlgorithm.SHA256.digest(signed);
        this.sha3 = Octets.wrap(Digests.sha3(signed));
    }

    private static byte[] signedBytes(String unsigned) {
        return (unsigned + SIGNED_END).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a consensus of either flavor. */
    public static Consensus parse(byte[] bytes) throws DocumentFault {
        return parse(Source.of(DOCUMENT, bytes, MOST_BYTES));
    }

    /** As {@link #parse(byte[])}. */
    public static Consensus parse(Source source) throws DocumentFault {
        return new ConsensusParser(source).parse();
    }

    /** What authorities sign of these facts: the digest by one algorithm. */
    public static Octets digestOf(ConsensusFacts facts, DigestAlgorithm algorithm) {
        return algorithm.digest(signedBytes(facts.print()));
    }

    /** The consensus of these facts with these signatures, written as authorities write it. */
    public static Consensus of(ConsensusFacts facts, List<DirectorySignature> signatures) {
        String unsigned = facts.print();
        DocumentWriter out = new DocumentWriter().raw(unsigned);
        signatures.forEach(s -> s.print(out, DirectorySignature.KEYWORD));
        return new Consensus(facts, signatures, out.text(), unsigned.length());
    }

    /** All that it says. */
    public ConsensusFacts facts() {
        return facts;
    }

    /** Its form. */
    public Flavor flavor() {
        return facts.flavor();
    }

    /** When it holds. */
    public Schedule schedule() {
        return facts.schedule();
    }

    /** The relays, sorted by identity. */
    public List<RouterStatus> routers() {
        return facts.routers();
    }

    /** The relay of this 20-byte identity, or null. */
    public RouterStatus router(Octets identity) {
        int low = 0;
        int high = routers().size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = routers().get(middle).identity().compareTo(identity);
            if (order == 0) {
                return routers().get(middle);
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return null;
    }

    /** The signatures in the document's order. */
    public List<DirectorySignature> signatures() {
        return signatures;
    }

    /** The whole document as it was read or written. */
    public String text() {
        return text;
    }

    /** The digest that is signed: of everything through the space after the first {@code directory-signature}. */
    public Octets digest(DigestAlgorithm algorithm) {
        return algorithm == DigestAlgorithm.SHA1 ? sha1 : sha256;
    }

    /** SHA3-256 of what is signed, by which consensus diffs name their base (dir-spec 4.5). */
    public Octets sha3AsSigned() {
        return sha3;
    }

    /**
     * The same consensus with these signatures too, in the order of the voters. A voter's second signature by the same
     * algorithm and one by nobody who voted are left out; whether they are good, {@link #check} tells.
     */
    public Consensus withSignatures(Collection<DirectorySignature> more) {
        List<DirectorySignature> all = new ArrayList<>();
        for (Voter voter : facts.voters()) {
            for (DirectorySignature each : concat(signatures, more)) {
                if (each.identity().equals(voter.identity()) && all.stream().noneMatch(s -> s.isFromSameAs(each))) {
                    all.add(each);
                }
            }
        }
        return of(facts, all);
    }

    private static List<DirectorySignature> concat(
            List<DirectorySignature> those, Collection<DirectorySignature> these) {
        List<DirectorySignature> all = new ArrayList<>(those);
        all.addAll(these);
        return all;
    }

    /** Checks every signature whose key one of the certificates vouches for. */
    public SignatureCheck check(Collection<KeyCertificate> certificates) {
        return SignatureCheck.of(signatures, this::digest, certificates);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Consensus that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return flavor().word() + " consensus of " + Times.text(schedule().validAfter());
    }
}
