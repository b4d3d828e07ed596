package org.tropea.netdoc.descriptor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Ed25519;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.value.Octets;

/** The two signatures at the end of what a relay publishes, Ed25519 and RSA (dir-spec 2.1.1, 2.1.2). Stateless. */
final class RelaySignatures {
    static final String CERTIFICATE = "identity-ed25519";
    static final String ED25519 = "router-sig-ed25519";
    static final String RSA = "router-signature";
    static final List<Rule> RULES = List.of(
            Rule.once(CERTIFICATE).arguments(0, 0).object(Ed25519Cert.LABEL),
            Rule.once(ED25519).arguments(1),
            Rule.once(RSA).arguments(0, 0).object("SIGNATURE").last());

    private static final String PREFIX = "Tor router descriptor signature v1";
    /** A time before every expiry: documents outlive certificates in files, so the caller decides about time. */
    private static final long NO_TIME = 0;

    private final Source source;
    private final Section section;
    private final int start;

    /** The signatures of the document that begins at {@code start}, with the first item that is no annotation. */
    RelaySignatures(Source source, Section section, int start) {
        this.source = source;
        this.section = section;
        this.start = start;
    }

    /** The certificate, which must be the second item, with its own signature checked. */
    Ed25519Cert certificate() throws DocumentFault {
        Item item = section.get(CERTIFICATE);
        if (section.body().get(1) != item) {
            throw item.fault("must be the second item");
        }
        return certificate(item, Ed25519Cert.LABEL, CertType.IDENTITY_SIGNING);
    }

    /** The certificate in an item, which names the key that signed it. */
    static Ed25519Cert certificate(Item item, String label, int type) throws DocumentFault {
        try {
            Ed25519Cert certificate = Ed25519Cert.parse(item.object(label));
            if (certificate.signer() == null) {
                throw item.fault("has a certificate that does not name its signing key");
            }
            certificate.check(type, CertType.KEY_ED25519, certificate.signer(), NO_TIME);
            return certificate;
        } catch (CryptoFault e) {
            throw item.fault(e);
        }
    }

    void checkEd25519(Ed25519Cert certificate) throws DocumentFault {
        Item item = section.get(ED25519);
        if (section.body().get(section.body().size() - 2) != item) {
            throw item.fault("must be the last item but one");
        }
        String signed = source.text().substring(start, item.start()) + ED25519 + " ";
        Octets signature = item.base64(0, Ed25519.SIGNATURE_LEN);
        if (!Ed25519.verify(certificate.key(), ed25519Digest(signed), signature.bytes())) {
            throw item.fault("is not a signature by the certificate's key");
        }
    }

    void checkRsa(RsaPublicKey identityKey) throws DocumentFault {
        Item item = section.get(RSA);
        if (!identityKey.verify(digest().bytes(), item.object("SIGNATURE"))) {
            throw item.fault("is not a signature by the identity key");
        }
    }

    /** SHA-1 of what RSA signs, by which documents are named. */
    Octets digest() {
        String signed = source.text().substring(start, section.get(RSA).start()) + RSA + "\n";
        return Octets.wrap(Digests.sha1(bytes(signed)));
    }

    /** The document's text. */
    String text() {
        return source.text().substring(start, section.last().end());
    }

    private static byte[] ed25519Digest(String signed) {
        return Digests.sha256(bytes(PREFIX + signed));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes both signatures under what was written so far. */
    static String sign(DocumentWriter out, Ed25519KeyPair signing, RsaKeyPair identity) {
        byte[] ed25519 = signing.sign(ed25519Digest(out.text() + ED25519 + " "));
        out.line(ED25519, Encodings.base64(ed25519)).line(RSA);
        return out.object("SIGNATURE", identity.sign(Digests.sha1(bytes(out.text()))))
                .text();
    }
}
