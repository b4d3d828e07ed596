package org.tropea.client;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.tropea.net.option.Options;

/**
 * Which host stands for which other one: MapAddress, and the virtual addresses that names got by AutomapHostsOnResolve.
 * Shared by the loops of one router; any thread, one call at a time.
 */
final class AddressMap {
    /** A chain of mappings is followed so far. */
    private static final int CHAIN_MOST = 16;

    private static final int VIRTUAL_MOST = 100_000;

    private final RandomGenerator random;
    private final Map<String, String> namesByAddress = new HashMap<>();
    private final Map<String, InetAddress> addressesByName = new HashMap<>();
    private Options seen;
    private List<MapRule> rules;
    private boolean automaps;
    private List<String> suffixes;
    private VirtualNetwork ipv4;
    private VirtualNetwork ipv6;

    AddressMap(RandomGenerator random, Options options) {
        this.random = random;
        read(options);
    }

    /** Goes by these options from now on; an OptionFault leaves the former ones in force. */
    synchronized void read(Options options) {
        if (options != seen) {
            List<MapRule> newRules =
                    options.texts("MapAddress").stream().map(MapRule::parse).toList();
            VirtualNetwork four =
                    new VirtualNetwork("VirtualAddrNetworkIPv4", options.text("VirtualAddrNetworkIPv4"), 4);
            ipv6 = new VirtualNetwork("VirtualAddrNetworkIPv6", options.text("VirtualAddrNetworkIPv6"), 16);
            ipv4 = four;
            rules = newRules;
            automaps = options.flag("AutomapHostsOnResolve");
            suffixes = options.list("AutomapHostsSuffixes").stream()
                    .map(suffix -> suffix.toLowerCase(Locale.ROOT))
                    .toList();
            seen = options;
        }
    }

    /** What {@code host} stands for, all rules and virtual addresses followed. */
    synchronized String rewrite(String host) {
        String present = host;
        for (int i = 0; i < CHAIN_MOST; i++) {
            String next = once(present.toLowerCase(Locale.ROOT));
            if (next == null) {
                return present;
            }
            present = next;
        }
        return present;
    }

    private String once(String host) {
        String virtual = namesByAddress.get(key(host));
        if (virtual != null) {
            return virtual;
        }
        for (MapRule rule : rules) {
            String to = rule.apply(host);
            if (to != null && !to.equals(host)) {
                return to;
            }
        }
        return null;
    }

    /** An address in its one form, however it is written. */
    private static String key(String host) {
        InetAddress address = Target.address(host);
        return address == null ? host : address.getHostAddress();
    }

    /** Whether a question for this name is answered with a virtual address. */
    synchronized boolean automaps(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return automaps && suffixes.stream().anyMatch(suffix -> suffix.equals(".") || name.endsWith(suffix));
    }

    /** The virtual address of a name: the one it has, or a new one; null when there are too many. */
    synchronized InetAddress virtual(String host, boolean wantsIpv6) {
        String name = host.toLowerCase(Locale.ROOT);
        String entry = (wantsIpv6 ? "6 " : "4 ") + name;
        InetAddress known = addressesByName.get(entry);
        if (known == null && addressesByName.size() < VIRTUAL_MOST) {
            do {
                known = (wantsIpv6 ? ipv6 : ipv4).any(random);
            } while (namesByAddress.containsKey(known.getHostAddress()));
            addressesByName.put(entry, known);
            namesByAddress.put(known.getHostAddress(), name);
        }
        return known;
    }

    /** Whether the address is one that only a mapping could give a meaning. */
    synchronized boolean isVirtual(InetAddress address) {
        return automaps && (ipv4.contains(address) || ipv6.contains(address));
    }

    /** The name behind a virtual address; null when there is none. */
    synchronized String name(InetAddress address) {
        return namesByAddress.get(address.getHostAddress());
    }

    /** Everything that is mapped now, by what is mapped. */
    synchronized Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(namesByAddress);
        rules.forEach(
                rule -> all.put((rule.wildFrom() ? "*." : "") + rule.from(), (rule.wildTo() ? "*." : "") + rule.to()));
        return all;
    }
}
