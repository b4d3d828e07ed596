package org.tropea.netdoc.descriptor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.ItemReader;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.frame.Splitter;
import org.tropea.netdoc.value.Nicknames;
import org.tropea.netdoc.value.Octets;

/**
 * A relay's statistics (dir-spec 2.1.2). One that exists is well formed and its Ed25519 signature is good; the RSA
 * signature needs the key of the relay's descriptor: {@link #isBy}.
 *
 * @param nickname the relay's name
 * @param rsaIdentity its RSA identity, 20 bytes
 * @param signingCertificate the Ed25519 identity, inside, vouches for the key that signed
 * @param published when it was made, seconds since 1970
 * @param statistics the other items as written, each with its line feeds
 * @param digest SHA-1 of what RSA signs, 20 bytes, by which it is named
 * @param sha256 SHA-256 of the whole, 32 bytes
 * @param rsaSignature the RSA signature
 * @param text the whole document without annotations
 */
public record ExtraInfo(
        String nickname,
        Octets rsaIdentity,
        Ed25519Cert signingCertificate,
        long published,
        List<String> statistics,
        Octets digest,
        Octets sha256,
        Octets rsaSignature,
        String text) {
    /** Bytes that authorities accept in an upload. */
    public static final int MOST_BYTES = 50_000;

    private static final String DOCUMENT = "extra-info document";
    private static final String START = "extra-info";
    private static final String PUBLISHED = "published";
    private static final Splitter SPLITTER = new Splitter(DOCUMENT, START);
    private static final String[] SINGLE = {
        "read-history",
        "write-history",
        "ipv6-read-history",
        "ipv6-write-history",
        "geoip-db-digest",
        "geoip6-db-digest",
        "bridge-stats-end",
        "bridge-ips",
        "bridge-ip-versions",
        "bridge-ip-transports",
        "dirreq-stats-end",
        "dirreq-v2-ips",
        "dirreq-v3-ips",
        "dirreq-v2-reqs",
        "dirreq-v3-reqs",
        "dirreq-v2-share",
        "dirreq-v3-share",
        "dirreq-v2-resp",
        "dirreq-v3-resp",
        "dirreq-v2-direct-dl",
        "dirreq-v3-direct-dl",
        "dirreq-v2-tunneled-dl",
        "dirreq-v3-tunneled-dl",
        "dirreq-read-history",
        "dirreq-write-history",
        "entry-stats-end",
        "entry-ips",
        "cell-stats-end",
        "cell-processed-cells",
        "cell-queued-cells",
        "cell-time-in-queue",
        "cell-circuits-per-decile",
        "conn-bi-direct",
        "ipv6-conn-bi-direct",
        "exit-stats-end",
        "exit-kibibytes-written",
        "exit-kibibytes-read",
        "exit-streams-opened",
        "padding-counts"
    };
    private static final Grammar GRAMMAR = new Grammar(
            DOCUMENT,
            Stream.concat(RelaySignatures.RULES.stream(), Stream.of(SINGLE).map(Rule::atMostOnce))
                    .toList(),
            Rule.atMostOnce("@downloaded-at"),
            Rule.atMostOnce("@uploaded-at"),
            Rule.atMostOnce("@source"),
            Rule.once(START).arguments(2).first(),
            Rule.once(PUBLISHED).arguments(2));

    /** Reads and verifies exactly one. */
    public static ExtraInfo parse(byte[] bytes) throws DocumentFault {
        return parse(Source.of(DOCUMENT, bytes, MOST_BYTES));
    }

    /** As {@link #parse(byte[])}, for a part of a file. */
    public static ExtraInfo parse(Source source) throws DocumentFault {
        Section section = GRAMMAR.readAll(new ItemReader(source));
        Item first = section.get(START);
        RelaySignatures signatures = new RelaySignatures(source, section, first.start());
        Ed25519Cert certificate = signatures.certificate();
        signatures.checkEd25519(certificate);
        return new ExtraInfo(
                first.value(first.argument(0), Nicknames::parse),
                first.hex(1, Digests.SHA1_LEN),
                certificate,
                section.get(PUBLISHED).time(0),
                statistics(source, section),
                signatures.digest(),
                sha256(signatures.text()),
                Octets.of(section.last().object("SIGNATURE")),
                signatures.text());
    }

    private static Octets sha256(String text) {
        return Octets.wrap(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> statistics(Source source, Section section) {
        List<String> statistics = new ArrayList<>();
        List<Item> body = section.body();
        for (Item item : body.subList(2, body.size() - 2)) {
            if (!item.keyword().equals(PUBLISHED)) {
                statistics.add(source.text().substring(item.start(), item.end()));
            }
        }
        return List.copyOf(statistics);
    }

    /** Reads all of a file or download of at most {@code limit} bytes; a bad one costs only itself. */
    public static Parsed<ExtraInfo> parseAll(byte[] bytes, int limit) throws DocumentFault {
        return SPLITTER.parseAll(Source.of("extra-info documents", bytes, limit), ExtraInfo::parse);
    }

    /** Whether the RSA signature is by the key of this relay's descriptor. */
    public boolean isBy(RsaPublicKey identityKey) {
        return rsaIdentity.equals(Octets.wrap(identityKey.sha1()))
                && identityKey.verify(digest.bytes(), rsaSignature.bytes());
    }

    /** Whether a descriptor names this document. */
    public boolean belongsTo(ServerDescriptor descriptor) {
        ExtraInfoDigest named = descriptor.facts().extraInfo();
        return named != null
                && named.sha1().equals(digest)
                && (named.sha256() == null || named.sha256().equals(sha256));
    }

    /** The text up to the signatures, items in C tor's order. */
    public String print() {
        return write(nickname, rsaIdentity, signingCertificate, published, statistics)
                .text();
    }

    private static DocumentWriter write(
            String nickname, Octets rsaIdentity, Ed25519Cert certificate, long published, List<String> statistics) {
        DocumentWriter out = new DocumentWriter().line(START, nickname, rsaIdentity);
        out.line(RelaySignatures.CERTIFICATE).object(Ed25519Cert.LABEL, certificate.encoded());
        out.time(PUBLISHED, published);
        statistics.forEach(out::raw);
        return out;
    }

    /** A signed document; {@code statistics} are whole items, each ended by a line feed. */
    public static String make(
            String nickname,
            Ed25519Cert certificate,
            long published,
            List<String> statistics,
            Ed25519KeyPair signing,
            RsaKeyPair identity) {
        Octets rsaIdentity = Octets.wrap(identity.publicKey().sha1());
        return RelaySignatures.sign(
                write(nickname, rsaIdentity, certificate, published, statistics), signing, identity);
    }
}
