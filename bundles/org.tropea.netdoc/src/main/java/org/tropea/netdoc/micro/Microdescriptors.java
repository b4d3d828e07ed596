package org.tropea.netdoc.micro;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.tropea.crypto.RsaKeyPair;
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
import org.tropea.netdoc.value.PortSummary;

/** Reads microdescriptors (dir-spec 3.3), one or a file or download of many. Stateless, any thread. */
public final class Microdescriptors {
    private static final String DOCUMENT = "microdescriptor";
    private static final int KEY_LEN = 32;
    private static final int RSA_ID_LEN = 20;
    private static final String START = "onion-key";

    private static final Grammar GRAMMAR = new Grammar(
            DOCUMENT,
            Rule.atMostOnce(Microdescriptor.LAST_LISTED).arguments(2),
            Rule.once(START).arguments(0, 0).maybeObject(RsaPublicKey.LABEL).first(),
            Rule.once("ntor-onion-key").arguments(1),
            Rule.any("id").arguments(2),
            Rule.any("a").arguments(1),
            Rule.atMostOnce("family"),
            Rule.atMostOnce("family-ids"),
            Rule.atMostOnce("p"),
            Rule.atMostOnce("p6"));

    private static final Splitter SPLITTER = new Splitter(DOCUMENT, START);

    private Microdescriptors() {}

    /** Reads exactly one. */
    public static Microdescriptor parse(byte[] bytes, int limit) throws DocumentFault {
        return parse(Source.of(DOCUMENT, bytes, limit));
    }

    /** As {@link #parse(byte[], int)}, for a part of a file. */
    public static Microdescriptor parse(Source source) throws DocumentFault {
        Section section = GRAMMAR.readAll(new ItemReader(source));
        String text = source.text().substring(section.get(START).start());
        Item listed = section.find(Microdescriptor.LAST_LISTED);
        return new Microdescriptor(
                tapKey(section.get(START)),
                section.get("ntor-onion-key").base64(0, KEY_LEN),
                identity(section, "ed25519", KEY_LEN),
                identity(section, "rsa1024", RSA_ID_LEN),
                addresses(section.all("a")),
                words(section.find("family")),
                words(section.find("family-ids")),
                summary(section.find("p")),
                summary(section.find("p6")),
                listed == null ? 0 : listed.time(0),
                text,
                Microdescriptor.digestOf(text));
    }

    /** Reads all of a file or download; a bad one costs only itself. */
    public static Parsed<Microdescriptor> parseAll(byte[] bytes, int limit) throws DocumentFault {
        return SPLITTER.parseAll(Source.of("microdescriptors", bytes, limit), Microdescriptors::parse);
    }

    private static RsaPublicKey tapKey(Item item) throws DocumentFault {
        return item.object() == null ? null : item.rsaKey(RsaKeyPair.IDENTITY_BITS, RsaKeyPair.IDENTITY_BITS);
    }

    private static Octets identity(Section section, String type, int length) throws DocumentFault {
        Octets identity = null;
        for (Item item : section.all("id")) {
            if (item.argument(0).equals(type)) {
                if (identity != null) {
                    throw item.fault(type + " comes again, accepted is one");
                }
                identity = item.base64(1, length);
            }
        }
        return identity;
    }

    private static List<InetSocketAddress> addresses(List<Item> items) throws DocumentFault {
        List<InetSocketAddress> addresses = new ArrayList<>(items.size());
        for (Item item : items) {
            addresses.add(item.value(item.argument(0), Addresses::endpoint));
        }
        return List.copyOf(addresses);
    }

    private static List<String> words(Item item) {
        return item == null ? List.of() : List.copyOf(item.arguments());
    }

    private static PortSummary summary(Item item) throws DocumentFault {
        return item == null ? null : item.value(item.rest(), PortSummary::parse);
    }
}
