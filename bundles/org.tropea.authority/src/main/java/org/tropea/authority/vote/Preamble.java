package org.tropea.authority.vote;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tropea.authority.consensus.Methods;
import org.tropea.authority.consensus.VersionOrder;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.netdoc.status.NetworkProtocols;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.ValueFault;

/** What the options say in a vote before the relays: methods, versions, protocols, parameters. Stateless. */
final class Preamble {
    /** Tropea's own option: the highest consensus method to vote for, for tests. */
    private static final String MOST_METHOD = "TestingTropeaMaxConsensusMethod";

    /** What C tor 0.4.9 votes: all authorities of a network should say the same. */
    private static final NetworkProtocols PROTOCOLS = new NetworkProtocols(
            versions("Cons=2 Desc=2 DirCache=2 FlowCtrl=1-2 HSDir=2 HSIntro=4 HSRend=2 Link=4-5 Microdesc=2 Relay=2-4"),
            versions("Cons=2 Desc=2 DirCache=2 FlowCtrl=1-2 HSDir=2 HSIntro=4-5 HSRend=2 Link=4-5 LinkAuth=3"
                    + " Microdesc=2 Relay=2-4"),
            versions("Cons=2 Desc=2 FlowCtrl=1 Link=4 Microdesc=2 Relay=2"),
            versions("Cons=2 Desc=2 DirCache=2 FlowCtrl=1-2 HSDir=2 HSIntro=4-5 HSRend=2 Link=4-5 LinkAuth=3"
                    + " Microdesc=2 Relay=2-4"));

    private Preamble() {}

    private static ProtocolVersions versions(String text) {
        try {
            return ProtocolVersions.parse(text);
        } catch (ValueFault bug) {
            throw new IllegalStateException(bug);
        }
    }

    static List<Integer> methods(Options options) {
        return Methods.upTo(options.number(MOST_METHOD, Methods.LOWEST, Methods.HIGHEST));
    }

    static NetworkProtocols protocols() {
        return PROTOCOLS;
    }

    /** The versions that {@code option}, or else RecommendedVersions, names; null when we recommend none to anybody. */
    static String versions(Options options, String option) {
        if (!options.flag("VersioningAuthoritativeDirectory")) {
            return null;
        }
        TreeSet<String> sorted = new TreeSet<>(VersionOrder.VERSIONS);
        String named = options.isSet(option) ? option : "RecommendedVersions";
        options.list(named).forEach(word -> sorted.addAll(List.of(word.split("\\s+"))));
        return String.join(",", sorted);
    }

    /** ConsensusParams, and with any of them AuthDirMaxServersPerAddr, so that others can see it. */
    static NetParams params(Options options) {
        List<String> words = new ArrayList<>();
        options.texts("ConsensusParams")
                .forEach(line -> words.addAll(List.of(line.strip().split("\\s+"))));
        if (words.isEmpty()) {
            return NetParams.NONE;
        }
        words.add("AuthDirMaxServersPerAddr=" + options.number("AuthDirMaxServersPerAddr", 0, Integer.MAX_VALUE));
        words.sort(String::compareTo);
        try {
            return NetParams.parseSorted(String.join(" ", words));
        } catch (ValueFault fault) {
            throw new OptionFault(
                    "ConsensusParams",
                    String.join(" ", words),
                    "NAME=NUMBER with spaces between: " + fault.getMessage());
        }
    }
}
