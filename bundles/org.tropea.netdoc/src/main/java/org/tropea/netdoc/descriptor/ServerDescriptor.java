package org.tropea.netdoc.descriptor;

import java.util.List;
import java.util.stream.LongStream;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.frame.Splitter;
import org.tropea.netdoc.value.Octets;

/**
 * What a relay says of itself (dir-spec 2.1.1). One that exists is well formed, its certificates vouch for its keys and
 * both its signatures are good; whether it is recent and its certificates still hold, the caller asks.
 *
 * @param facts all that it says
 * @param digest SHA-1 of what RSA signs, 20 bytes, by which it is named
 * @param text the whole descriptor without annotations
 */
public record ServerDescriptor(DescriptorFacts facts, Octets digest, String text) {
    /** Bytes that authorities accept in an upload. */
    public static final int MOST_BYTES = 20_000;

    private static final Splitter SPLITTER = new Splitter(DescriptorParser.DOCUMENT, DescriptorParser.START);

    /** Reads and verifies exactly one. */
    public static ServerDescriptor parse(byte[] bytes) throws DocumentFault {
        return parse(Source.of(DescriptorParser.DOCUMENT, bytes, MOST_BYTES));
    }

    /** As {@link #parse(byte[])}, for a part of a file. */
    public static ServerDescriptor parse(Source source) throws DocumentFault {
        return new DescriptorParser(source).parse();
    }

    /** Reads and verifies all of a file or download of at most {@code limit} bytes; a bad one costs only itself. */
    public static Parsed<ServerDescriptor> parseAll(byte[] bytes, int limit) throws DocumentFault {
        return SPLITTER.parseAll(Source.of("server descriptors", bytes, limit), ServerDescriptor::parse);
    }

    /** Its RSA identity, 20 bytes. */
    public Octets rsaIdentity() {
        return facts.keys().rsaIdentity();
    }

    /** Its Ed25519 identity, 32 bytes. */
    public Octets ed25519Identity() {
        return facts.keys().ed25519Identity();
    }

    /** When the first of its certificates ends, seconds since 1970. */
    public long expires() {
        return LongStream.concat(
                        LongStream.of(
                                facts.keys().signingCertificate().expires(),
                                facts.keys().ntorCrossCertificate().expires()),
                        facts.familyCertificates().stream().mapToLong(Ed25519Cert::expires))
                .min()
                .orElseThrow();
    }

    /** The families that it has proven to belong to, as microdescriptors name them, sorted. */
    public List<String> familyIds() {
        return facts.familyCertificates().stream()
                .map(c -> "ed25519:" + Encodings.base64(c.signer()))
                .sorted()
                .distinct()
                .toList();
    }
}
