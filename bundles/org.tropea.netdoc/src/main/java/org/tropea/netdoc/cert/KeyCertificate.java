package org.tropea.netdoc.cert;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tropea.crypto.Digests;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.ItemReader;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.frame.Splitter;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Octets;

/**
 * A key certificate (dir-spec 3.1): an authority's long-term identity key vouches for the signing key with which it
 * signs votes and consensuses. One that exists has good signatures; whether it has expired, the caller asks.
 *
 * @param address where the authority answers, or null
 * @param published when it was made, seconds since 1970
 * @param expires when it ends, seconds since 1970
 * @param identityKey the long-term key
 * @param signingKey the key that it vouches for
 * @param identity SHA-1 of the identity key, 20 bytes: the authority's v3ident
 * @param signingKeyDigest SHA-1 of the signing key, 20 bytes
 * @param text the whole certificate
 */
public record KeyCertificate(
        InetSocketAddress address,
        long published,
        long expires,
        RsaPublicKey identityKey,
        RsaPublicKey signingKey,
        Octets identity,
        Octets signingKeyDigest,
        String text) {
    /** Bytes that a certificate may have, and a download of several. */
    public static final int MOST_BYTES = 128 * 1024;

    static final String VERSION = "dir-key-certificate-version";
    static final String CERTIFICATION = "dir-key-certification";
    private static final String DOCUMENT = "key certificate";
    private static final int LEAST_BITS = 1024;
    private static final int MOST_BITS = 4096;

    /** The items of a certificate, which a vote has among its own. */
    public static final List<Rule> RULES = List.of(
            Rule.once(VERSION).arguments(1),
            Rule.atMostOnce("dir-address").arguments(1),
            Rule.once("fingerprint").arguments(1),
            Rule.once("dir-identity-key").arguments(0, 0).rsaKey(),
            Rule.once("dir-key-published").arguments(2),
            Rule.once("dir-key-expires").arguments(2),
            Rule.once("dir-signing-key").arguments(0, 0).rsaKey(),
            Rule.once("dir-key-crosscert").arguments(0, 0).anyObject(),
            Rule.once(CERTIFICATION).arguments(0, 0).object("SIGNATURE"));

    private static final Grammar GRAMMAR = new Grammar(
            DOCUMENT,
            RULES.subList(1, RULES.size() - 1),
            RULES.get(0).first(),
            RULES.get(8).last());

    /** Reads and verifies exactly one certificate. */
    public static KeyCertificate parse(byte[] bytes) throws DocumentFault {
        return parse(Source.of(DOCUMENT, bytes, MOST_BYTES));
    }

    /** As {@link #parse(byte[])}, for a part of another document. */
    public static KeyCertificate parse(Source source) throws DocumentFault {
        ItemReader in = new ItemReader(source);
        int start = in.position();
        return read(source, start, GRAMMAR.readAll(in));
    }

    /** All certificates of a download; a bad one costs only itself. */
    public static Parsed<KeyCertificate> parseAll(byte[] bytes) throws DocumentFault {
        return new Splitter(DOCUMENT, VERSION)
                .parseAll(Source.of("key certificates", bytes, MOST_BYTES), KeyCertificate::parse);
    }

    private static KeyCertificate read(Source source, int start, Section section) throws DocumentFault {
        Item version = section.get(VERSION);
        if (!version.argument(0).equals("3")) {
            throw version.fault("is " + version.argument(0) + ", accepted is 3");
        }
        RsaPublicKey identityKey = section.get("dir-identity-key").rsaKey(LEAST_BITS, MOST_BITS);
        RsaPublicKey signingKey = section.get("dir-signing-key").rsaKey(LEAST_BITS, MOST_BITS);
        Octets identity = Octets.wrap(identityKey.sha1());
        if (!identity.equals(section.get("fingerprint").hex(0, Digests.SHA1_LEN))) {
            throw section.get("fingerprint").fault("is not that of the identity key, " + identity);
        }
        KeyCertificate certificate = new KeyCertificate(
                address(section.find("dir-address")),
                section.get("dir-key-published").time(0),
                section.get("dir-key-expires").time(0),
                identityKey,
                signingKey,
                identity,
                Octets.wrap(signingKey.sha1()),
                source.text().substring(start, section.last().end()));
        certificate.verify(source, start, section);
        return certificate;
    }

    private static InetSocketAddress address(Item item) throws DocumentFault {
        return item == null ? null : item.value(item.argument(0), Addresses::endpoint);
    }

    private void verify(Source source, int start, Section section) throws DocumentFault {
        Item certification = section.get(CERTIFICATION);
        int signedTo = source.text().indexOf('\n', certification.start()) + 1;
        byte[] digest = Digests.sha1(source.text().substring(start, signedTo).getBytes(StandardCharsets.UTF_8));
        if (!identityKey.verify(digest, certification.object("SIGNATURE"))) {
            throw certification.fault("is not a signature by the identity key");
        }
        Item crossCert = section.get("dir-key-crosscert");
        if (!signingKey.verify(identityKey.sha1(), crossCert.object().bytes())) {
            throw crossCert.fault("is not a signature by the signing key over the identity");
        }
    }

    /** Whether this certificate is of that key, which its bytes tell. */
    public boolean certifies(RsaPublicKey key) {
        return Arrays.equals(signingKey.der(), key.der());
    }
}
