package org.tropea.netdoc.status;

import java.util.ArrayList;
import java.util.List;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.ItemReader;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.value.NetParams;

/** Reads one consensus, section by section. Belongs to one thread. */
final class ConsensusParser {
    private static final Grammar PREAMBLE = new Grammar(
            "consensus preamble",
            Rule.once(ConsensusFacts.VERSION).arguments(1).first(),
            Rule.once("vote-status").arguments(1),
            Rule.atMostOnce("consensus-method").arguments(1, 1),
            Rule.once("valid-after").arguments(2),
            Rule.once("fresh-until").arguments(2),
            Rule.once("valid-until").arguments(2),
            Rule.once("voting-delay").arguments(2),
            Rule.atMostOnce("client-versions"),
            Rule.atMostOnce("server-versions"),
            Rule.any("package"),
            Rule.once("known-flags"),
            Rule.atMostOnce(NetworkProtocols.RECOMMENDED_CLIENT),
            Rule.atMostOnce(NetworkProtocols.RECOMMENDED_RELAY),
            Rule.atMostOnce(NetworkProtocols.REQUIRED_CLIENT),
            Rule.atMostOnce(NetworkProtocols.REQUIRED_RELAY),
            Rule.atMostOnce("params"),
            Rule.atMostOnce(SharedRandomValue.PREVIOUS).arguments(2, 2),
            Rule.atMostOnce(SharedRandomValue.CURRENT).arguments(2, 2),
            Rule.atLeastOnce(Voter.SOURCE).arguments(6),
            Rule.atLeastOnce(Voter.CONTACT),
            Rule.atLeastOnce(Voter.VOTE_DIGEST).arguments(1));

    private final Source source;
    private final ItemReader in;

    ConsensusParser(Source source) {
        this.source = source;
        this.in = new ItemReader(source);
    }

    Consensus parse() throws DocumentFault {
        int start = in.position();
        Section preamble = PREAMBLE.read(in, StatusSections.ENTRY_OR_FOOTER);
        Flavor flavor = flavor(preamble);
        List<Voter> voters = voters(preamble);
        List<RouterStatus> routers = StatusSections.routers(in, new StatusReader(flavor == Flavor.NS));
        Section footer = StatusSections.footer(in);
        List<DirectorySignature> signatures = StatusSections.signatures(footer, voters);
        ConsensusFacts facts = facts(flavor, preamble, voters, routers, weights(footer));
        String text = source.text().substring(start, footer.last().end());
        int signaturesAt = StatusSections.firstSignature(footer).start() - start;
        return new Consensus(facts, signatures, text, signaturesAt);
    }

    private static Flavor flavor(Section preamble) throws DocumentFault {
        Item version = preamble.get(ConsensusFacts.VERSION);
        if (!version.argument(0).equals("3")) {
            throw version.fault("is " + version.argument(0) + ", accepted is 3");
        }
        Flavor flavor = version.arguments().size() == 1 ? Flavor.NS : Flavor.of(version.argument(1));
        if (flavor == null) {
            throw version.fault("has the flavor " + version.argument(1) + ", accepted are ns and microdesc");
        }
        StatusSections.checkStatus(preamble, "consensus");
        return flavor;
    }

    private static ConsensusFacts facts(
            Flavor flavor, Section preamble, List<Voter> voters, List<RouterStatus> routers, NetParams weights)
            throws DocumentFault {
        Item method = preamble.find("consensus-method");
        List<String> packages = new ArrayList<>();
        preamble.all("package").forEach(p -> packages.add(p.rest()));
        return new ConsensusFacts(
                flavor,
                method == null ? 1 : (int) method.number(0, 1, Integer.MAX_VALUE),
                Schedule.read(preamble),
                preamble.rest("client-versions"),
                preamble.rest("server-versions"),
                List.copyOf(packages),
                StatusSections.knownFlags(preamble),
                NetworkProtocols.read(preamble),
                StatusSections.params(preamble),
                SharedRandomValue.read(preamble.find(SharedRandomValue.PREVIOUS)),
                SharedRandomValue.read(preamble.find(SharedRandomValue.CURRENT)),
                voters,
                routers,
                weights);
    }

    /** Groups of lines, one for each authority; old identities have a first line alone. */
    private static List<Voter> voters(Section preamble) throws DocumentFault {
        List<Voter> voters = new ArrayList<>();
        Item source = null;
        Item contact = null;
        Item digest = null;
        for (Item item : preamble.items()) {
            switch (item.keyword()) {
                case Voter.SOURCE -> {
                    addVoter(voters, source, contact, digest);
                    source = item;
                    contact = null;
                    digest = null;
                }
                case Voter.CONTACT -> contact = of(source, contact, item);
                case Voter.VOTE_DIGEST -> digest = of(source, digest, item);
                default -> {
                    // not about an authority
                }
            }
        }
        addVoter(voters, source, contact, digest);
        return List.copyOf(voters);
    }

    private static Item of(Item source, Item earlier, Item item) throws DocumentFault {
        if (source == null || earlier != null) {
            throw item.fault("must come once after each " + Voter.SOURCE);
        }
        return item;
    }

    private static void addVoter(List<Voter> voters, Item source, Item contact, Item digest) throws DocumentFault {
        if (source != null) {
            voters.add(Voter.read(source, contact, digest));
        }
    }

    private static NetParams weights(Section footer) throws DocumentFault {
        Item item = footer.find("bandwidth-weights");
        return item == null ? null : item.value(item.rest(), NetParams::parse);
    }
}
