package org.tropea.netdoc.status;

import org.tropea.crypto.Digests;
import org.tropea.netdoc.value.Octets;

/** What a directory signature signs a digest of (dir-spec 3.4.1). */
public enum DigestAlgorithm {
    /** The default, the only one in the ns flavor. */
    SHA1("sha1"),
    /** The microdesc flavor's. */
    SHA256("sha256");

    private final String word;

    DigestAlgorithm(String word) {
        this.word = word;
    }

    /** As in a document. */
    public String word() {
        return word;
    }

    /** The algorithm of this name, or null. */
    public static DigestAlgorithm of(String word) {
        return word.equals(SHA1.word) ? SHA1 : word.equals(SHA256.word) ? SHA256 : null;
    }

    /** The digest of these bytes: 20 or 32 bytes. */
    public Octets digest(byte[] bytes) {
        return Octets.wrap(this == SHA1 ? Digests.sha1(bytes) : Digests.sha256(bytes));
    }
}
