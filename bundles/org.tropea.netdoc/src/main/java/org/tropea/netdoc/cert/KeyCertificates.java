package org.tropea.netdoc.cert;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.tropea.crypto.Digests;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.value.Addresses;

/** Makes key certificates (dir-spec 3.1), as {@code tor-gencert} does. Stateless, any thread. */
public final class KeyCertificates {
    private KeyCertificates() {}

    /**
     * The text of a certificate by which {@code identity} vouches for {@code signing}.
     *
     * @param address where the authority answers, or null to leave that out
     * @param published seconds since 1970
     * @param expires seconds since 1970
     */
    public static String make(
            RsaKeyPair identity, RsaKeyPair signing, InetSocketAddress address, long published, long expires) {
        DocumentWriter out = new DocumentWriter().line(KeyCertificate.VERSION, 3);
        out.maybe("dir-address", address == null ? null : Addresses.text(address));
        out.line("fingerprint", identity.publicKey().fingerprint());
        out.time("dir-key-published", published).time("dir-key-expires", expires);
        out.line("dir-identity-key")
                .object(RsaPublicKey.LABEL, identity.publicKey().der());
        out.line("dir-signing-key")
                .object(RsaPublicKey.LABEL, signing.publicKey().der());
        out.line("dir-key-crosscert")
                .object("ID SIGNATURE", signing.sign(identity.publicKey().sha1()));
        out.line(KeyCertificate.CERTIFICATION);
        byte[] digest = Digests.sha1(out.text().getBytes(StandardCharsets.US_ASCII));
        return out.object("SIGNATURE", identity.sign(digest)).text();
    }
}
