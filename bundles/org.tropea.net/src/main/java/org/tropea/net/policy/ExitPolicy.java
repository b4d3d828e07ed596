package org.tropea.net.policy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.AutoFlag;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;

/** Makes a relay's exit policy from its options, in C tor's order of rules. Stateless; any thread. */
public final class ExitPolicy {
    /** What ExitPolicy lines are followed by. */
    private static final String DEFAULT = "reject *:25,reject *:119,reject *:135-139,reject *:445,reject *:563,"
            + "reject *:1214,reject *:4661-4666,reject *:6346-6429,reject *:6699,reject *:6881-6999,accept *:*";

    /** The ports that ReducedExitPolicy accepts. */
    private static final String REDUCED = "20-23 43 53 79-81 88 110 143 194 220 389 443 464 465 531 543-544 554 563 587"
            + " 636 706 749 873 902-904 981 989-995 1194 1220 1293 1500 1533 1677 1723 1755 1863 2082-2083 2086-2087"
            + " 2095-2096 2102-2104 3128 3389 3690 4321 4643 5050 5190 5222-5223 5228 5900 6660-6669 6679 6697 8000"
            + " 8008 8074 8080 8082 8087-8088 8232-8233 8332-8333 8443 8888 9418 9999 10000 11371 19294 19638 50002"
            + " 64738";

    private static final AddressPolicy NOT_PRIVATE =
            AddressPolicy.parse("ExitPolicy", List.of("reject private:*,accept *:*"));

    private ExitPolicy() {}

    /**
     * The exit policy of a relay; an {@code OptionFault} names the rule that cannot be read.
     *
     * @param options the relay's options
     * @param advertised the addresses in its descriptor, refused with ExitPolicyRejectPrivate
     * @param local the addresses of the machine's interfaces, refused with ExitPolicyRejectLocalInterfaces
     */
    public static AddressPolicy of(Options options, Collection<InetAddress> advertised, Collection<InetAddress> local) {
        AddressPolicy wanted = AddressPolicy.parse("ExitPolicy", rules(options, advertised, local));
        return isExit(options) ? wanted : AddressPolicy.rejectAll();
    }

    /** Whether the options make an exit of the relay: by ExitRelay 1, or by anything said about exiting. */
    public static boolean isExit(Options options) {
        AutoFlag exit = options.autoFlag("ExitRelay");
        boolean said = options.isSet("ExitPolicy") || options.flag("ReducedExitPolicy") || options.flag("IPv6Exit");
        return exit.or(said);
    }

    private static List<String> rules(
            Options options, Collection<InetAddress> advertised, Collection<InetAddress> local) {
        List<String> rules = new ArrayList<>();
        boolean ipv6 = options.flag("IPv6Exit");
        if (!ipv6) {
            rules.add("reject *6:*");
        }
        if (options.flag("ExitPolicyRejectPrivate")) {
            rules.add("reject private:*");
            rejectPublic(rules, advertised, ipv6);
        }
        if (options.flag("ExitPolicyRejectLocalInterfaces")) {
            rejectPublic(rules, bound(options), ipv6);
            rejectPublic(rules, local, ipv6);
        }
        rules.addAll(options.texts("ExitPolicy"));
        rules.add(options.flag("ReducedExitPolicy") ? reduced() : DEFAULT);
        return rules;
    }

    private static void rejectPublic(List<String> rules, Collection<InetAddress> addresses, boolean ipv6) {
        for (InetAddress address : addresses) {
            if (NOT_PRIVATE.allows(address, 1) && (ipv6 || !(address instanceof Inet6Address))) {
                rules.add("reject " + Addresses.text(address) + ":*");
            }
        }
    }

    private static List<InetAddress> bound(Options options) {
        List<InetAddress> bound = new ArrayList<>();
        for (String name : List.of("OutboundBindAddress", "OutboundBindAddressOR", "OutboundBindAddressExit")) {
            bound.addAll(options.addresses(name));
        }
        for (PortLine line : options.ports("ORPort")) {
            if (Addresses.ipv4(line.host()) != null || Addresses.ipv6(line.host()) != null) {
                bound.add(Addresses.parse(line.host()));
            }
        }
        return bound;
    }

    private static String reduced() {
        return "accept *:" + REDUCED.replace(" ", ",accept *:") + ",reject *:*";
    }
}
