package org.tropea.netdoc.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.ItemReader;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.Octets;

/** What consensuses and votes have alike. Stateless. */
final class StatusSections {
    /** What ends the preamble, and each entry. */
    static final Set<String> ENTRY_OR_FOOTER = Set.of("r", ConsensusFacts.FOOTER, DirectorySignature.KEYWORD);

    private static final Grammar FOOTER_GRAMMAR = new Grammar(
            "footer",
            Rule.atMostOnce(ConsensusFacts.FOOTER).arguments(0, 0).first(),
            Rule.atMostOnce("bandwidth-weights"),
            Rule.atLeastOnce(DirectorySignature.KEYWORD).arguments(2).object(DirectorySignature.OBJECT));

    private StatusSections() {}

    static void checkStatus(Section preamble, String wanted) throws DocumentFault {
        Item status = preamble.get("vote-status");
        if (!status.argument(0).equals(wanted)) {
            throw status.fault("is " + status.argument(0) + ", accepted is " + wanted);
        }
    }

    static List<String> knownFlags(Section preamble) throws DocumentFault {
        Item item = preamble.get("known-flags");
        List<String> flags = List.copyOf(item.arguments());
        for (int i = 1; i < flags.size(); i++) {
            if (flags.get(i - 1).compareTo(flags.get(i)) >= 0) {
                throw item.fault("has " + flags.get(i) + " after " + flags.get(i - 1) + ", accepted are sorted flags");
            }
        }
        return flags;
    }

    static NetParams params(Section preamble) throws DocumentFault {
        Item item = preamble.find("params");
        return item == null ? NetParams.NONE : item.value(item.rest(), NetParams::parseSorted);
    }

    /** The entries of a consensus, which must be sorted by identity. */
    static List<RouterStatus> routers(ItemReader in, StatusReader reader) throws DocumentFault {
        List<RouterStatus> routers = new ArrayList<>();
        Octets before = null;
        while (in.peek() != null && in.peek().keyword().equals("r")) {
            Section section = StatusReader.GRAMMAR.read(in, ENTRY_OR_FOOTER);
            RouterStatus router = reader.read(section);
            checkOrder(before, router, section);
            routers.add(router);
            before = router.identity();
        }
        return List.copyOf(routers);
    }

    static void checkOrder(Octets before, RouterStatus router, Section section) throws DocumentFault {
        if (before != null && before.compareTo(router.identity()) >= 0) {
            throw section.first().fault("comes after a greater or the same identity, accepted are sorted entries");
        }
    }

    static Section footer(ItemReader in) throws DocumentFault {
        Section footer = FOOTER_GRAMMAR.readAll(in);
        Item signature = firstSignature(footer);
        for (Item item : footer.items()) {
            if (item.start() > signature.start() && !item.keyword().equals(DirectorySignature.KEYWORD)) {
                throw item.fault("stands after the first signature, accepted are more signatures");
            }
        }
        return footer;
    }

    static Item firstSignature(Section footer) {
        return footer.get(DirectorySignature.KEYWORD);
    }

    /** The signatures, each by one of the voters. */
    static List<DirectorySignature> signatures(Section footer, List<Voter> voters) throws DocumentFault {
        List<DirectorySignature> signatures = new ArrayList<>();
        for (Item item : footer.all(DirectorySignature.KEYWORD)) {
            DirectorySignature signature =
                    DirectorySignature.read(item, 0, item.arguments().size() == 2);
            if (voters.stream().noneMatch(v -> v.identity().equals(signature.identity()))) {
                throw item.fault("is by " + signature.identity() + ", which no " + Voter.SOURCE + " names");
            }
            signatures.add(signature);
        }
        return List.copyOf(signatures);
    }
}
