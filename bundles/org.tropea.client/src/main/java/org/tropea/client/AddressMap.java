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
 * Which host stands for which other one: MapAddress, the virtual addresses that names got by AutomapHostsOnResolve, and the
 * exits that TrackHostExits keeps to. Shared by the loops of one router; any thread, one call at a time.
 */
final class AddressMap {
    /** A chain of mappings is followed so far. */
    private static final int CHAIN_MOST = 16;

    private static final int VIRTUAL_MOST = 100_000;

    /** After so many addresses that are taken a virtual network counts as full. */
    private static final int TRIES_MOST = 1_000;

    private final RandomGenerator random;
    private final Map<String, String> namesByAddress = new HashMap<>();
    private final Map<String, InetAddress> addressesByName = new HashMap<>();
    private final TrackedExits tracked = new TrackedExits();
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
            VirtualNetwork six =
                    new VirtualNetwork("VirtualAddrNetworkIPv6", options.text("VirtualAddrNetworkIPv6"), 16);
            tracked.read(options);
            ipv4 = four;
            ipv6 = six;
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

    /**
     * Whether a question for this name is answered with a virtual address. None under .exit is: the address would lead any
     * program to the exit that the name says.
     */
    synchronized boolean automaps(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return automaps
                && !EntryRules.isExit(name)
                && suffixes.stream().anyMatch(suffix -> suffix.equals(".") || name.endsWith(suffix));
    }

    /** The virtual address of a name: the one it has, or a new one; null when none is left. */
    synchronized InetAddress virtual(String host, boolean wantsIpv6) {
        String name = host.toLowerCase(Locale.ROOT);
        String entry = (wantsIpv6 ? "6 " : "4 ") + name;
        InetAddress known = addressesByName.get(entry);
        if (known == null && addressesByName.size() < VIRTUAL_MOST) {
            known = free(wantsIpv6 ? ipv6 : ipv4);
            if (known != null) {
                addressesByName.put(entry, known);
                namesByAddress.put(known.getHostAddress(), name);
            }
        }
        return known;
    }

    private InetAddress free(VirtualNetwork network) {
        for (int i = 0; i < TRIES_MOST; i++) {
            InetAddress any = network.any(random);
            if (!namesByAddress.containsKey(any.getHostAddress())) {
                return any;
            }
        }
        return null;
    }

    /** Whether the address is one that only a mapping could give a meaning. */
    synchronized boolean isVirtual(InetAddress address) {
        return automaps && (ipv4.contains(address) || ipv6.contains(address));
    }

    /** The name behind a virtual address; null when there is none. */
    synchronized String name(InetAddress address) {
        return namesByAddress.get(address.getHostAddress());
    }

    /** The fingerprint of the exit to come back to for {@code host}; null when any will do. */
    synchronized String exit(String host, long now) {
        return tracked.exit(host, now);
    }

    /** A stream to {@code host} goes by this exit: the next ones shall too, if TrackHostExits says so. */
    synchronized void goesBy(String host, String fingerprint, long now) {
        tracked.goesBy(host, fingerprint, now);
    }

    /** That exit will not do for {@code host}. */
    synchronized void leaveExit(String host, String fingerprint) {
        tracked.leave(host, fingerprint);
    }

    /** That exit will not do at all: nobody comes back to it. */
    synchronized void forgetExit(String fingerprint) {
        tracked.forget(fingerprint);
    }

    /** Everything that is mapped now, by what is mapped. */
    synchronized Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(tracked.all());
        all.putAll(namesByAddress);
        rules.forEach(
                rule -> all.put((rule.wildFrom() ? "*." : "") + rule.from(), (rule.wildTo() ? "*." : "") + rule.to()));
        return all;
    }
}
