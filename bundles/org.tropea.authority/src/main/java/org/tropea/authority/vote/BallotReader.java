package org.tropea.authority.vote;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tropea.crypto.Digests;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.ItemReader;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.status.NetworkProtocols;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.SharedRandomValue;
import org.tropea.netdoc.status.Voter;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ProtocolVersions;

/**
 * Reads a vote (dir-spec 3.4.1) and checks its certificate and signature. Who may vote, the caller decides. Belongs to
 * one thread.
 */
public final class BallotReader {
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int MOST_FLAGS = 64;
    private static final Set<String> ENTRY_OR_FOOTER = Set.of("r", "directory-footer", "directory-signature");

    private static final Grammar PREAMBLE = new Grammar(
            "vote preamble",
            KeyCertificate.RULES,
            Rule.once("network-status-version").arguments(1).first(),
            Rule.once("vote-status").arguments(1),
            Rule.atMostOnce("consensus-methods").arguments(1),
            Rule.once("published").arguments(2),
            Rule.once("valid-after").arguments(2),
            Rule.once("fresh-until").arguments(2),
            Rule.once("valid-until").arguments(2),
            Rule.once("voting-delay").arguments(2),
            Rule.atMostOnce("client-versions"),
            Rule.atMostOnce("server-versions"),
            Rule.any("package"),
            Rule.once("known-flags"),
            Rule.atMostOnce("recommended-client-protocols"),
            Rule.atMostOnce("recommended-relay-protocols"),
            Rule.atMostOnce("required-client-protocols"),
            Rule.atMostOnce("required-relay-protocols"),
            Rule.atMostOnce("params"),
            Rule.once("dir-source").arguments(6),
            Rule.once("contact"),
            Rule.atMostOnce("legacy-dir-key").arguments(1),
            Rule.atMostOnce("shared-rand-participate"),
            Rule.atMostOnce("shared-rand-previous-value").arguments(2),
            Rule.atMostOnce("shared-rand-current-value").arguments(2),
            Rule.any("shared-rand-commit"));

    private static final Grammar FOOTER = new Grammar(
            "vote footer",
            Rule.atMostOnce("directory-footer").arguments(0, 0).first(),
            Rule.once("directory-signature").arguments(2).object("SIGNATURE").last());

    private final Source source;
    private final ItemReader in;

    private BallotReader(Source source) {
        this.source = source;
        this.in = new ItemReader(source);
    }

    /** Reads exactly one vote and checks its signatures. */
    public static Ballot read(byte[] bytes) throws DocumentFault {
        return new BallotReader(Source.of("vote", bytes, MOST_BYTES)).read();
    }

    private Ballot read() throws DocumentFault {
        int start = in.position();
        Section preamble = PREAMBLE.read(in, ENTRY_OR_FOOTER);
        checkKind(preamble);
        KeyCertificate certificate = certificate(preamble);
        List<String> knownFlags = knownFlags(preamble.get("known-flags"));
        List<BallotEntry> entries = entries(new HashSet<>(knownFlags));
        Octets digest = checkSignature(FOOTER.readAll(in), start, certificate);
        return new Ballot(
                methods(preamble.find("consensus-methods")),
                schedule(preamble),
                preamble.rest("client-versions"),
                preamble.rest("server-versions"),
                preamble.all("package").stream().map(Item::rest).toList(),
                knownFlags,
                protocols(preamble),
                params(preamble.find("params")),
                preamble.has("shared-rand-participate"),
                random(preamble.find("shared-rand-previous-value")),
                random(preamble.find("shared-rand-current-value")),
                voter(preamble, certificate, digest),
                legacy(preamble.find("legacy-dir-key")),
                entries);
    }

    private static void checkKind(Section preamble) throws DocumentFault {
        Item version = preamble.get("network-status-version");
        if (!version.rest().equals("3")) {
            throw version.fault("is " + version.rest() + ", accepted is 3");
        }
        Item status = preamble.get("vote-status");
        if (!status.argument(0).equals("vote")) {
            throw status.fault("is " + status.argument(0) + ", accepted is vote");
        }
    }

    private KeyCertificate certificate(Section preamble) throws DocumentFault {
        Item first = preamble.get("dir-key-certificate-version");
        Item last = preamble.get("dir-key-certification");
        return KeyCertificate.parse(source.part("vote", first.start(), last.end(), first.line()));
    }

    private static List<String> knownFlags(Item item) throws DocumentFault {
        List<String> flags = List.copyOf(item.arguments());
        if (flags.size() > MOST_FLAGS) {
            throw item.fault("has " + flags.size() + " flags, accepted are " + MOST_FLAGS);
        }
        for (int i = 1; i < flags.size(); i++) {
            if (flags.get(i - 1).compareTo(flags.get(i)) >= 0) {
                throw item.fault("has " + flags.get(i) + " after " + flags.get(i - 1) + ", accepted are sorted flags");
            }
        }
        return flags;
    }

    private static List<Integer> methods(Item item) throws DocumentFault {
        if (item == null) {
            return List.of(1);
        }
        List<Integer> methods = new ArrayList<>();
        for (String each : item.arguments()) {
            methods.add((int) item.number(each, 1, Integer.MAX_VALUE));
        }
        return List.copyOf(methods);
    }

    private static Schedule schedule(Section preamble) throws DocumentFault {
        Item delay = preamble.get("voting-delay");
        return new Schedule(
                preamble.get("valid-after").time(0),
                preamble.get("fresh-until").time(0),
                preamble.get("valid-until").time(0),
                (int) delay.number(0, 2, Integer.MAX_VALUE),
                (int) delay.number(1, 2, Integer.MAX_VALUE));
    }

    private static NetworkProtocols protocols(Section preamble) throws DocumentFault {
        return new NetworkProtocols(
                versions(preamble.find("recommended-client-protocols")),
                versions(preamble.find("recommended-relay-protocols")),
                versions(preamble.find("required-client-protocols")),
                versions(preamble.find("required-relay-protocols")));
    }

    private static ProtocolVersions versions(Item item) throws DocumentFault {
        return item == null ? null : item.value(item.rest(), ProtocolVersions::parse);
    }

    /** Sorted as a whole, name and value, each name once. */
    private static NetParams params(Item item) throws DocumentFault {
        if (item == null) {
            return NetParams.NONE;
        }
        for (int i = 1; i < item.arguments().size(); i++) {
            if (item.argument(i - 1).compareTo(item.argument(i)) >= 0) {
                throw item.fault("has " + item.argument(i) + " after " + item.argument(i - 1));
            }
        }
        return item.value(item.rest(), NetParams::parse);
    }

    private static SharedRandomValue random(Item item) throws DocumentFault {
        return item == null
                ? null
                : new SharedRandomValue(item.number(0, 0, Integer.MAX_VALUE), item.base64(1, Digests.SHA256_LEN));
    }

    private static Octets legacy(Item item) throws DocumentFault {
        return item == null ? null : item.hex(0, Digests.SHA1_LEN);
    }

    private static Voter voter(Section preamble, KeyCertificate certificate, Octets digest) throws DocumentFault {
        Item from = preamble.get("dir-source");
        Octets identity = from.hex(1, Digests.SHA1_LEN);
        if (!identity.equals(certificate.identity())) {
            throw from.fault("is " + identity + ", but the certificate is of " + certificate.identity());
        }
        return new Voter(
                from.argument(0),
                identity,
                from.argument(2),
                from.value(from.argument(3), Addresses::ipv4),
                from.port(4),
                from.port(5),
                preamble.rest("contact"),
                digest);
    }

    private List<BallotEntry> entries(Set<String> knownFlags) throws DocumentFault {
        EntryReader reader = new EntryReader(knownFlags);
        while (in.peek() != null && in.peek().keyword().equals("r")) {
            reader.read(EntryReader.GRAMMAR.read(in, ENTRY_OR_FOOTER));
        }
        return reader.entries();
    }

    private Octets checkSignature(Section footer, int start, KeyCertificate certificate) throws DocumentFault {
        Item item = footer.get("directory-signature");
        int words = item.arguments().size() == 2 ? 0 : 1;
        if (words == 1 && !item.argument(0).equals("sha1")) {
            throw item.fault("is by " + item.argument(0) + ", accepted is sha1");
        }
        if (!item.hex(words, Digests.SHA1_LEN).equals(certificate.identity())) {
            throw item.fault("is by " + item.argument(words) + ", but the certificate of " + certificate.identity());
        }
        int signedTo = item.start() + "directory-signature ".length();
        byte[] signed = source.text().substring(start, signedTo).getBytes(StandardCharsets.UTF_8);
        byte[] digest = Digests.sha1(signed);
        if (!certificate.signingKey().verify(digest, item.object("SIGNATURE"))) {
            throw item.fault("is not a signature by the certificate's signing key");
        }
        return Octets.wrap(digest);
    }
}
