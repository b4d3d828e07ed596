package org.tropea.netdoc.status;

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
import org.tropea.netdoc.value.Octets;

/** Reads and verifies one vote, section by section. Belongs to one thread. */
final class VoteParser {
    private static final int MOST_FLAGS = 64;
    private static final Grammar PREAMBLE = new Grammar(
            "vote preamble",
            KeyCertificate.RULES,
            Rule.once(ConsensusFacts.VERSION).arguments(1, 1).first(),
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
            Rule.atMostOnce(NetworkProtocols.RECOMMENDED_CLIENT),
            Rule.atMostOnce(NetworkProtocols.RECOMMENDED_RELAY),
            Rule.atMostOnce(NetworkProtocols.REQUIRED_CLIENT),
            Rule.atMostOnce(NetworkProtocols.REQUIRED_RELAY),
            Rule.once("known-flags"),
            Rule.atMostOnce("flag-thresholds"),
            Rule.atMostOnce("params"),
            Rule.atMostOnce("bandwidth-file-headers"),
            Rule.atMostOnce("bandwidth-file-digest"),
            Rule.once(Voter.SOURCE).arguments(6),
            Rule.once(Voter.CONTACT),
            Rule.atMostOnce("legacy-dir-key").arguments(1),
            Rule.atMostOnce("shared-rand-participate").arguments(0, 0),
            Rule.any(SharedRandomCommit.KEYWORD).arguments(3),
            Rule.atMostOnce(SharedRandomValue.PREVIOUS).arguments(2, 2),
            Rule.atMostOnce(SharedRandomValue.CURRENT).arguments(2, 2));

    private final Source source;
    private final ItemReader in;

    VoteParser(Source source) {
        this.source = source;
        this.in = new ItemReader(source);
    }

    Vote parse() throws DocumentFault {
        int start = in.position();
        Section preamble = PREAMBLE.read(in, StatusSections.ENTRY_OR_FOOTER);
        checkKind(preamble);
        KeyCertificate certificate = certificate(preamble);
        Voter voter = voter(preamble, certificate);
        List<String> flags = flags(preamble);
        VoteFacts facts = facts(preamble, certificate, voter, flags, entries(Set.copyOf(flags)));
        Section footer = StatusSections.footer(in);
        Item item = StatusSections.firstSignature(footer);
        Octets digest = Vote.digestOf(source.text().substring(start, item.start()));
        DirectorySignature signature = signature(footer, certificate, voter, digest);
        return new Vote(
                facts,
                signature,
                digest,
                source.text().substring(start, footer.last().end()));
    }

    private static void checkKind(Section preamble) throws DocumentFault {
        Item version = preamble.get(ConsensusFacts.VERSION);
        if (!version.argument(0).equals("3")) {
            throw version.fault("is " + version.argument(0) + ", accepted is 3");
        }
        StatusSections.checkStatus(preamble, "vote");
    }

    private KeyCertificate certificate(Section preamble) throws DocumentFault {
        Item first = preamble.get("dir-key-certificate-version");
        Item last = preamble.get("dir-key-certification");
        if (last.start() < first.start()) {
            throw last.fault("stands before the certificate begins");
        }
        return KeyCertificate.parse(source.part("key certificate in a vote", first.start(), last.end(), first.line()));
    }

    private static Voter voter(Section preamble, KeyCertificate certificate) throws DocumentFault {
        Voter voter = Voter.read(preamble.get(Voter.SOURCE), preamble.get(Voter.CONTACT), null);
        if (!voter.identity().equals(certificate.identity())) {
            throw preamble.get(Voter.SOURCE)
                    .fault("is not the authority of the certificate, " + certificate.identity());
        }
        return voter;
    }

    private static List<String> flags(Section preamble) throws DocumentFault {
        List<String> flags = StatusSections.knownFlags(preamble);
        if (flags.size() > MOST_FLAGS) {
            throw preamble.get("known-flags").fault("has " + flags.size() + " flags, accepted are " + MOST_FLAGS);
        }
        return flags;
    }

    private static VoteFacts facts(
            Section preamble, KeyCertificate certificate, Voter voter, List<String> flags, List<VoteEntry> entries)
            throws DocumentFault {
        List<String> packages = new ArrayList<>();
        preamble.all("package").forEach(p -> packages.add(p.rest()));
        Item legacyKey = preamble.find("legacy-dir-key");
        return new VoteFacts(
                methods(preamble.find("consensus-methods")),
                preamble.get("published").time(0),
                Schedule.read(preamble),
                preamble.rest("client-versions"),
                preamble.rest("server-versions"),
                List.copyOf(packages),
                NetworkProtocols.read(preamble),
                flags,
                preamble.rest("flag-thresholds"),
                StatusSections.params(preamble),
                preamble.rest("bandwidth-file-headers"),
                preamble.rest("bandwidth-file-digest"),
                voter,
                legacyKey == null ? null : legacyKey.hex(0, Digests.SHA1_LEN),
                preamble.has("shared-rand-participate"),
                commits(preamble),
                SharedRandomValue.read(preamble.find(SharedRandomValue.PREVIOUS)),
                SharedRandomValue.read(preamble.find(SharedRandomValue.CURRENT)),
                certificate,
                entries);
    }

    private static List<Integer> methods(Item item) throws DocumentFault {
        if (item == null) {
            return List.of(1);
        }
        List<Integer> methods = new ArrayList<>();
        for (String method : item.arguments()) {
            methods.add((int) item.number(method, 1, Integer.MAX_VALUE));
        }
        return List.copyOf(methods);
    }

    /** Commitments that we cannot read may be of a newer kind: they are passed over, as C tor does. */
    private static List<SharedRandomCommit> commits(Section preamble) {
        List<SharedRandomCommit> commits = new ArrayList<>();
        for (Item item : preamble.all(SharedRandomCommit.KEYWORD)) {
            try {
                commits.add(SharedRandomCommit.read(item));
            } catch (DocumentFault unsupported) {
                continue;
            }
        }
        return List.copyOf(commits);
    }

    private List<VoteEntry> entries(Set<String> knownFlags) throws DocumentFault {
        StatusReader reader = new StatusReader(true);
        List<VoteEntry> entries = new ArrayList<>();
        Set<Octets> ed25519Identities = new HashSet<>();
        Octets before = null;
        while (in.peek() != null && in.peek().keyword().equals("r")) {
            Section section = StatusReader.GRAMMAR.read(in, StatusSections.ENTRY_OR_FOOTER);
            VoteEntry entry = VoteEntry.read(section, reader);
            StatusSections.checkOrder(before, entry.status(), section);
            checkFlags(section, knownFlags);
            if (entry.ed25519Identity() != null && !ed25519Identities.add(entry.ed25519Identity())) {
                throw section.get("id").fault("has an identity that another entry has too");
            }
            entries.add(entry);
            before = entry.status().identity();
        }
        return List.copyOf(entries);
    }

    private static void checkFlags(Section section, Set<String> knownFlags) throws DocumentFault {
        for (String flag : section.get("s").arguments()) {
            if (!knownFlags.contains(flag)) {
                throw section.get("s").fault("has " + flag + ", which is not one of known-flags");
            }
        }
    }

    private static DirectorySignature signature(Section footer, KeyCertificate certificate, Voter voter, Octets digest)
            throws DocumentFault {
        List<DirectorySignature> all = StatusSections.signatures(footer, List.of(voter));
        Item item = footer.last();
        if (all.size() != 1) {
            throw item.fault("comes " + all.size() + " times, accepted is one signature on a vote");
        }
        DirectorySignature signature = all.get(0);
        if (signature.digestAlgorithm() != DigestAlgorithm.SHA1
                || !signature.signingKeyDigest().equals(certificate.signingKeyDigest())
                || !signature.isBy(certificate.signingKey(), digest)) {
            throw item.fault("is not a sha1 signature by the signing key of the certificate");
        }
        return signature;
    }
}
