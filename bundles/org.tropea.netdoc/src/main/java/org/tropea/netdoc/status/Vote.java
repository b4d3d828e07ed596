package org.tropea.netdoc.status;

import java.nio.charset.StandardCharsets;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.Times;

/**
 * What one authority thinks of the network (dir-spec 3.4.1). One that exists is well formed and signed by the key of the
 * certificate inside; whether we trust that authority and the certificate still holds, the caller asks.
 *
 * @param facts all that it says
 * @param signature the authority's signature
 * @param digest SHA-1 of what is signed, 20 bytes, by which consensuses name it
 * @param text the whole vote
 */
public record Vote(VoteFacts facts, DirectorySignature signature, Octets digest, String text) {
    /** Bytes that a vote may have. */
    public static final int MOST_BYTES = 32 * 1024 * 1024;

    static final String DOCUMENT = "vote";
    private static final String SIGNED_END = DirectorySignature.KEYWORD + " ";

    /** Reads and verifies a vote. */
    public static Vote parse(byte[] bytes) throws DocumentFault {
        return parse(Source.of(DOCUMENT, bytes, MOST_BYTES));
    }

    /** As {@link #parse(byte[])}. */
    public static Vote parse(Source source) throws DocumentFault {
        return new VoteParser(source).parse();
    }

    /** The vote that says this, signed with the key of the certificate in it. */
    public static Vote sign(VoteFacts facts, RsaKeyPair signingKey) {
        String unsigned = facts.print();
        Octets digest = digestOf(unsigned);
        DirectorySignature signature = DirectorySignature.sign(null, digest, facts.certificate(), signingKey);
        return of(facts, signature, unsigned, digest);
    }

    /** The vote that says this with a signature that was made before, written as C tor's authorities write it. */
    public static Vote of(VoteFacts facts, DirectorySignature signature) {
        String unsigned = facts.print();
        return of(facts, signature, unsigned, digestOf(unsigned));
    }

    private static Vote of(VoteFacts facts, DirectorySignature signature, String unsigned, Octets digest) {
        DocumentWriter out = new DocumentWriter().raw(unsigned);
        signature.print(out, DirectorySignature.KEYWORD);
        return new Vote(facts, signature, digest, out.text());
    }

    static Octets digestOf(String unsigned) {
        return DigestAlgorithm.SHA1.digest((unsigned + SIGNED_END).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "vote of " + facts.voter().nickname() + " for "
                + Times.text(facts.schedule().validAfter());
    }
}
