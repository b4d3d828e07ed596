package org.tropea.authority.vote;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tropea.crypto.Digests;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.status.BandwidthEstimate;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Nicknames;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ProtocolVersions;

/** Reads the entries of one vote: sorted by identity, no Ed25519 identity twice. Belongs to one thread. */
final class EntryReader {
    static final Grammar GRAMMAR = new Grammar(
            "vote entry",
            Rule.once("r").arguments(8).first(),
            Rule.once("s"),
            Rule.any("a").arguments(1),
            Rule.atMostOnce("v"),
            Rule.atMostOnce("pr"),
            Rule.atMostOnce("w"),
            Rule.atMostOnce("p"),
            Rule.any("m"),
            Rule.any("id").arguments(2),
            Rule.atMostOnce("stats"));

    private static final Octets NO_ED25519 = Octets.wrap(new byte[Digests.SHA256_LEN]);
    private static final String SHA256 = "sha256=";
    private static final long MOST = 0xFFFFFFFFL;

    private final Set<String> knownFlags;
    private final Set<Octets> ed25519 = new HashSet<>();
    private final List<BallotEntry> entries = new ArrayList<>();

    EntryReader(Set<String> knownFlags) {
        this.knownFlags = knownFlags;
    }

    List<BallotEntry> entries() {
        return List.copyOf(entries);
    }

    void read(Section section) throws DocumentFault {
        BallotEntry entry = new BallotEntry(status(section), ed25519(section.all("id")), digests(section.all("m")));
        Octets before = entries.isEmpty() ? null : entries.get(entries.size() - 1).identity();
        if (before != null && before.compareTo(entry.identity()) >= 0) {
            throw section.first().fault("comes after a greater or the same identity, accepted are sorted entries");
        }
        if (entry.ed25519() != null && !entry.ed25519().isZero() && !ed25519.add(entry.ed25519())) {
            throw section.first().fault("has the Ed25519 identity of an entry before it");
        }
        entries.add(entry);
    }

    private RouterStatus status(Section section) throws DocumentFault {
        Item r = section.get("r");
        Item pr = section.find("pr");
        Item p = section.find("p");
        return new RouterStatus(
                r.value(r.argument(0), Nicknames::parse),
                r.base64(1, Digests.SHA1_LEN),
                r.base64(2, Digests.SHA1_LEN),
                r.time(3),
                r.value(r.argument(5), Addresses::ipv4),
                r.port(6),
                r.port(7),
                addresses(section.all("a")),
                null,
                flags(section.get("s")),
                section.rest("v"),
                pr == null ? null : pr.value(pr.rest(), ProtocolVersions::parse),
                section.has("w") ? bandwidth(section.get("w")) : null,
                p == null ? null : p.value(p.rest(), PortSummary::parse));
    }

    private static List<InetSocketAddress> addresses(List<Item> items) throws DocumentFault {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (Item item : items) {
            addresses.add(item.value(item.argument(0), Addresses::endpoint));
        }
        return List.copyOf(addresses);
    }

    private Flags flags(Item item) throws DocumentFault {
        for (String flag : item.arguments()) {
            if (!knownFlags.contains(flag)) {
                throw item.fault("has " + flag + ", which known-flags does not");
            }
        }
        return Flags.of(item.arguments());
    }

    private static BandwidthEstimate bandwidth(Item item) throws DocumentFault {
        long bandwidth = -1;
        long measured = -1;
        int guardFraction = -1;
        for (String word : item.arguments()) {
            String value = word.substring(word.indexOf('=') + 1);
            if (word.startsWith("Bandwidth=")) {
                bandwidth = item.number(value, 0, MOST);
            } else if (word.startsWith("Measured=")) {
                measured = item.number(value, 0, MOST);
            } else if (word.startsWith("GuardFraction=")) {
                guardFraction = (int) item.number(value, 0, 100);
            }
        }
        return new BandwidthEstimate(bandwidth, measured, -1, false, guardFraction);
    }

    private static Octets ed25519(List<Item> items) throws DocumentFault {
        Octets found = null;
        for (Item item : items) {
            if (item.argument(0).equals("ed25519")) {
                found = item.argument(1).equals("none") ? NO_ED25519 : item.base64(1, Digests.SHA256_LEN);
            }
        }
        return found;
    }

    /** Lines of methods with commas between them and digests; of two about one method the last counts. */
    private static Map<Integer, Octets> digests(List<Item> items) throws DocumentFault {
        Map<Integer, Octets> digests = new HashMap<>();
        for (Item item : items) {
            Octets digest = null;
            for (String word : item.arguments()) {
                if (digest == null && word.startsWith(SHA256)) {
                    digest = item.base64(word.substring(SHA256.length()), Digests.SHA256_LEN);
                }
            }
            for (String method : digest == null ? new String[0] : item.argument(0).split(",")) {
                digests.put((int) item.number(method, 1, Integer.MAX_VALUE), digest);
            }
        }
        return digests;
    }
}
