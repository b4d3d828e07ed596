package org.tropea.netdoc.status;

import org.tropea.crypto.Digests;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.value.Octets;

/**
 * One authority's signature on a consensus or vote (dir-spec 3.4.1). Whether it is good, {@link #isBy} tells.
 *
 * @param algorithm the digest's name as written; null when it was left out, which means sha1
 * @param identity SHA-1 of the authority's identity key, 20 bytes
 * @param signingKeyDigest SHA-1 of its signing key, 20 bytes
 * @param signature the RSA signature
 */
public record DirectorySignature(String algorithm, Octets identity, Octets signingKeyDigest, Octets signature) {
    /** The keyword of a signature in its document. */
    public static final String KEYWORD = "directory-signature";

    static final String OBJECT = "SIGNATURE";
    private static final int LEAST_BYTES = 128;
    private static final int MOST_BYTES = 512;

    /** Reads the words from {@code index} on: the algorithm, unless {@code without} one, and two digests. */
    static DirectorySignature read(Item item, int index, boolean without) throws DocumentFault {
        int ids = without ? index : index + 1;
        byte[] signature = item.object(OBJECT);
        if (signature.length < LEAST_BYTES || signature.length > MOST_BYTES) {
            throw item.fault("has " + signature.length + " bytes, accepted are " + LEAST_BYTES + " to " + MOST_BYTES);
        }
        return new DirectorySignature(
                without ? null : item.argument(index),
                item.hex(ids, Digests.SHA1_LEN),
                item.hex(ids + 1, Digests.SHA1_LEN),
                Octets.of(signature));
    }

    /** Signs {@code digest} with the signing key of the certificate's owner; a null algorithm name is left out. */
    public static DirectorySignature sign(String algorithm, Octets digest, KeyCertificate certificate, RsaKeyPair key) {
        if (!certificate.certifies(key.publicKey())) {
            throw new IllegalArgumentException("the key certificate is of another signing key");
        }
        return new DirectorySignature(
                algorithm,
                certificate.identity(),
                certificate.signingKeyDigest(),
                Octets.wrap(key.sign(digest.bytes())));
    }

    /** The digest that is signed, or null when its name is unknown and the signature counts for nothing. */
    public DigestAlgorithm digestAlgorithm() {
        return algorithm == null ? DigestAlgorithm.SHA1 : DigestAlgorithm.of(algorithm);
    }

    /** Whether both are by the same authority and algorithm, so that one of them is enough. */
    boolean isFromSameAs(DirectorySignature other) {
        return identity.equals(other.identity) && digestAlgorithm() == other.digestAlgorithm();
    }

    /** Whether this is a signature over {@code digest} by this key. */
    public boolean isBy(RsaPublicKey signingKey, Octets digest) {
        return signingKey.verify(digest.bytes(), signature.bytes());
    }

    /** Writes it with {@code keyword} and what else stands before the algorithm. */
    void print(DocumentWriter out, String keyword) {
        if (algorithm == null) {
            out.line(keyword, identity, signingKeyDigest);
        } else {
            out.line(keyword, algorithm, identity, signingKeyDigest);
        }
        out.object(OBJECT, signature.bytes());
    }
}
