package org.tropea.netdoc.status;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Nicknames;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.ValueParser;

/**
 * Reads the router status entries of one document. Thousands of them say the same in most lines, so equal lines become
 * one value. Belongs to one thread.
 */
final class StatusReader {
    /** The items of an entry; votes have all of them, each flavor some. */
    static final Grammar GRAMMAR = new Grammar(
            "router status entry",
            Rule.once("r").arguments(7).first(),
            Rule.once("s"),
            Rule.any("a").arguments(1),
            Rule.atMostOnce("v"),
            Rule.atMostOnce("pr"),
            Rule.atMostOnce("w"),
            Rule.atMostOnce("p"),
            Rule.any("m"),
            Rule.any("id").arguments(2),
            Rule.atMostOnce("stats"));

    private static final int ID_LEN = 20;
    private static final int MICRODESCRIPTOR_LEN = 32;

    private final boolean namesDescriptors;
    private final Map<String, Flags> flags = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Map<String, ProtocolVersions> protocols = new HashMap<>();
    private final Map<String, PortSummary> summaries = new HashMap<>();

    /** Reads entries whose {@code r} lines have a descriptor's digest, or not, as in the microdesc flavor. */
    StatusReader(boolean namesDescriptors) {
        this.namesDescriptors = namesDescriptors;
    }

    RouterStatus read(Section section) throws DocumentFault {
        Item r = section.get("r");
        int time = namesDescriptors ? 3 : 2;
        return new RouterStatus(
                r.value(r.argument(0), Nicknames::parse),
                r.base64(1, ID_LEN),
                namesDescriptors ? r.base64(2, ID_LEN) : null,
                r.time(time),
                r.value(r.argument(time + 2), Addresses::ipv4),
                r.port(time + 3),
                r.port(time + 4),
                addresses(section.all("a")),
                namesDescriptors ? null : microdescriptor(section.find("m")),
                flags(section.get("s")),
                version(section.rest("v")),
                shared(protocols, section.find("pr"), ProtocolVersions::parse),
                section.has("w") ? BandwidthEstimate.read(section.get("w")) : null,
                shared(summaries, section.find("p"), PortSummary::parse));
    }

    private static List<InetSocketAddress> addresses(List<Item> items) throws DocumentFault {
        if (items.isEmpty()) {
            return List.of();
        }
        List<InetSocketAddress> addresses = new ArrayList<>(items.size());
        for (Item item : items) {
            addresses.add(item.value(item.argument(0), Addresses::endpoint));
        }
        return List.copyOf(addresses);
    }

    private static Octets microdescriptor(Item item) throws DocumentFault {
        return item == null ? null : item.base64(0, MICRODESCRIPTOR_LEN);
    }

    private Flags flags(Item item) {
        return flags.computeIfAbsent(item.rest(), line -> Flags.of(item.arguments()));
    }

    private String version(String line) {
        return line == null ? null : versions.computeIfAbsent(line, same -> same);
    }

    private static <T> T shared(Map<String, T> known, Item item, ValueParser<T> parser) throws DocumentFault {
        if (item == null) {
            return null;
        }
        T value = known.get(item.rest());
        if (value == null) {
            value = item.value(item.rest(), parser);
            known.put(item.rest(), value);
        }
        return value;
    }
}
