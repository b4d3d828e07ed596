package org.tropea.netdoc.status;

import org.tropea.crypto.Digests;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.value.Octets;

/**
 * An authority's commitment to a random number, and perhaps the number (srv-spec), as a vote tells of it.
 *
 * @param version of the protocol, 1
 * @param algorithm the digest's name, sha3-256
 * @param identity SHA-1 of the authority's identity key, 20 bytes
 * @param commit time and digest of the reveal, 40 bytes
 * @param reveal time and number, 40 bytes; empty when this voter does not know it yet in the reveal phase; null in the
 *     commit phase
 */
public record SharedRandomCommit(int version, String algorithm, Octets identity, Octets commit, Octets reveal) {
    /** Bytes of a commit, and of a reveal: 8 for the time, 32 for the rest. */
    public static final int LENGTH = 40;

    static final String KEYWORD = "shared-rand-commit";
    private static final Octets UNKNOWN = Octets.of(new byte[0]);

    /** The commit of an item that has a version and algorithm that we know; a refusal when its values are malformed. */
    static SharedRandomCommit read(Item item) throws DocumentFault {
        boolean revealed = item.arguments().size() > 4;
        // a space at the end says that the voter is in the reveal phase and does not know this number
        Octets none = item.rest().endsWith(" ") ? UNKNOWN : null;
        return new SharedRandomCommit(
                (int) item.number(0, 1, 1),
                item.argument(1),
                item.hex(2, Digests.SHA1_LEN),
                item.base64(3, LENGTH),
                revealed ? item.base64(4, LENGTH) : none);
    }

    void print(DocumentWriter out) {
        String line = String.join(" ", "" + version, algorithm, identity.hex(), padded(commit));
        out.line(KEYWORD, reveal == null ? line : line + " " + padded(reveal));
    }

    private static String padded(Octets octets) {
        String text = octets.base64();
        return text + "=".repeat((4 - text.length() % 4) % 4);
    }

    /** Whether the number is there. */
    public boolean isRevealed() {
        return reveal != null && reveal.size() == LENGTH;
    }
}
