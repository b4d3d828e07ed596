package org.tropea.path;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.tropea.net.directory.Node;
import org.tropea.net.option.AutoFlag;
import org.tropea.net.option.Options;
import org.tropea.net.policy.AddressPolicy;

/** What one router's options say about paths, read once for each new set of options. Immutable. */
final class PathOptions {
    private final NodeSet entries;
    private final NodeSet middles;
    private final NodeSet exits;
    private final NodeSet excluded;
    private final NodeSet excludedExits;
    private final List<NodeSet> families;
    private final AddressPolicy reachable;
    private final boolean ipv4;
    private final boolean ipv6;
    private final boolean ipv6First;
    private final boolean distinctSubnets;
    private final boolean strict;
    private final boolean guards;
    private final Options options;

    PathOptions(Options options) {
        this.options = options;
        entries = set("EntryNodes");
        middles = set("MiddleNodes");
        exits = set("ExitNodes");
        excluded = set("ExcludeNodes");
        excludedExits = set("ExcludeExitNodes");
        families = options.texts("NodeFamily").stream()
                .map(line -> new NodeSet("NodeFamily", words(line)))
                .toList();
        reachable = reachable();
        ipv4 = options.flag("ClientUseIPv4");
        ipv6First = options.autoFlag("ClientPreferIPv6ORPort") == AutoFlag.YES;
        ipv6 = options.flag("ClientUseIPv6") || ipv6First || !ipv4;
        distinctSubnets = options.flag("EnforceDistinctSubnets");
        strict = options.flag("StrictNodes");
        guards = options.flag("UseEntryGuards");
    }

    private NodeSet set(String option) {
        return new NodeSet(option, options.list(option));
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s*,\\s*"));
    }

    /** Null when every address can be reached. */
    private AddressPolicy reachable() {
        List<String> rules = new ArrayList<>();
        for (String option : List.of("ReachableORAddresses", "ReachableAddresses")) {
            List<String> lines = options.list(option);
            if (!lines.isEmpty()) {
                lines.forEach(line -> rules.add(line.matches("(?i)(accept|reject).*") ? line : "accept " + line));
                rules.add("reject *:*");
                return AddressPolicy.parse(option, rules);
            }
        }
        if (options.flag("FascistFirewall")) {
            options.list("FirewallPorts").forEach(port -> rules.add("accept *:" + port));
            rules.addAll(rules.isEmpty() ? List.of("accept *:80", "accept *:443") : List.of());
            rules.add("reject *:*");
        }
        return rules.isEmpty() ? null : AddressPolicy.parse("FascistFirewall", rules);
    }

    Options options() {
        return options;
    }

    /** Whether first hops are guards. */
    boolean usesGuards() {
        return guards;
    }

    /** Whether directory requests too keep away from ExcludeNodes when nothing else is left. */
    boolean isStrict() {
        return strict;
    }

    boolean excludes(Node node) {
        return excluded.contains(node);
    }

    boolean allowsEntry(Node node) {
        return !excludes(node)
                && (entries.isEmpty() || entries.contains(node))
                && !addresses(node).isEmpty();
    }

    boolean allowsMiddle(Node node) {
        return !excludes(node) && (middles.isEmpty() || middles.contains(node));
    }

    boolean allowsExit(Node node) {
        return !excludes(node) && !excludedExits.contains(node) && (exits.isEmpty() || exits.contains(node));
    }

    /** Whether both may not be in one path: the same relay, one family, or one subnet. */
    boolean related(Node a, Node b) {
        return a.equals(b)
                || a.isFamilyOf(b)
                || distinctSubnets && a.isNear(b)
                || families.stream().anyMatch(family -> family.contains(a) && family.contains(b));
    }

    /** Where this router may connect to the relay, the preferred address first. */
    List<InetSocketAddress> addresses(Node node) {
        List<InetSocketAddress> all = new ArrayList<>();
        for (InetSocketAddress address : node.addresses()) {
            boolean six = address.getAddress().getAddress().length == 16;
            if ((six ? ipv6 : ipv4)
                    && (reachable == null || reachable.allows(address.getAddress(), address.getPort()))) {
                all.add(six && ipv6First ? 0 : all.size(), address);
            }
        }
        return all;
    }
}
