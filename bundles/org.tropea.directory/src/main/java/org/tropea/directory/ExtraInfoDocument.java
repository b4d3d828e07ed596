package org.tropea.directory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.netdoc.descriptor.ExtraInfo;

/**
 * The extra-info document that goes with one descriptor (dir-spec 2.1.2). It says who and when and no statistics, as C
 * tor's does with ExtraInfoStatistics 0.
 *
 * @param text the signed document
 */
record ExtraInfoDocument(String text) {
    private static final String RSA = "router-signature\n";

    /** The document of {@code facts}. */
    static ExtraInfoDocument of(DescriptorFacts facts) {
        KeySnapshot keys = facts.keys();
        return new ExtraInfoDocument(ExtraInfo.make(
                facts.nickname(),
                certificate(keys),
                facts.publishedSeconds(),
                List.of(),
                keys.signing(),
                keys.identity()));
    }

    private static Ed25519Cert certificate(KeySnapshot keys) {
        try {
            return Ed25519Cert.parse(keys.signingCertificate());
        } catch (CryptoFault impossible) {
            throw new IllegalStateException("our own signing key's certificate", impossible);
        }
    }

    /** What the descriptor's {@code extra-info-digest} says: SHA-1 of what RSA signs, SHA-256 of all. */
    String digests() {
        byte[] signed = bytes(text.substring(0, text.indexOf(RSA) + RSA.length()));
        return Encodings.hex(Digests.sha1(signed)) + " " + Encodings.base64(Digests.sha256(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
