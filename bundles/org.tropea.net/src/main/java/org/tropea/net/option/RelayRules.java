package org.tropea.net.option;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rules that bind several options of a relay together, or restrict one beyond its syntax: C tor's, for what Tropea
 * honours, and Tropea's own. Exit policies have theirs in {@code org.tropea.net.policy}. Stateless.
 */
public final class RelayRules {
    private static final long LEAST_QUEUE_MEMORY = 64L << 20;
    private static final long LOW_QUEUE_MEMORY = 256L << 20;
    private static final Set<String> SHIPPED = Set.of("kist", "kistlite", "vanilla");

    private RelayRules() {}

    /** Checks a relay's options; throws the first {@link OptionFault}, returns what deserves a warning. */
    public static List<String> check(Options options) {
        List<String> warnings = new ArrayList<>(options.warnings());
        authorities(options, warnings);
        warnings.addAll(OrPortRules.check(options));
        warnings.addAll(EntryPortRules.check(options));
        warnings.addAll(ServerTransport.check(options));
        warnings.addAll(ExtOrPortRules.check(options));
        proxy(options);
        identity(options, warnings);
        BandwidthLimits.of(options);
        limits(options, warnings);
        for (String name : List.of("OutboundBindAddress", "OutboundBindAddressOR", "OutboundBindAddressExit")) {
            outbound(options, name);
        }
        words(options, warnings);
        options.logs();
        options.fallbackDirs();
        options.ports("DirPort");
        exit(options, warnings);
        return warnings;
    }

    /** Whether the options make a relay: any ORPort. Without one the router is a client, or does nothing. */
    public static boolean isRelay(Options options) {
        return options.ports("ORPort").stream().anyMatch(line -> line.port() != 0);
    }

    private static void proxy(Options options) {
        String kind = options.text("TransProxyType");
        if (!kind.toLowerCase(Locale.ROOT).matches("default|tproxy")) {
            throw new OptionFault("TransProxyType", kind, "default (Linux's REDIRECT) or TPROXY");
        }
    }

    /** MaxMemInQueues in bytes, never below 64 MB; the given number when it is not set or 0. */
    public static long maxMemInQueues(Options options, long whenUnset) {
        long set = options.bytes("MaxMemInQueues");
        return set == 0 ? whenUnset : Math.max(set, LEAST_QUEUE_MEMORY);
    }

    private static void authorities(Options options, List<String> warnings) {
        if (options.authorities().isEmpty()) {
            throw new OptionFault(
                    "DirAuthority",
                    null,
                    "not set; Tropea has no built-in authorities and starts only with a DirAuthority line for each"
                            + " authority of your network");
        }
        if (options.flag("TestingTorNetwork")) {
            warnings.add("TestingTorNetwork is set: this router is of use in a testing network only");
        }
    }

    private static void identity(Options options, List<String> warnings) {
        if (options.isSet("Nickname")) {
            Nickname.check("Nickname", options.text("Nickname"));
        }
        if (isRelay(options) && !options.isSet("ContactInfo")) {
            warnings.add("ContactInfo is not set: nobody can tell you when your relay is in trouble");
        }
        for (String member : options.list("MyFamily")) {
            if (!member.matches("\\$?[0-9A-Fa-f]{40}([=~][0-9A-Za-z]{1,19})?") && !Nickname.valid(member)) {
                throw new OptionFault("MyFamily", member, "fingerprints of 40 hex digits, with or without $");
            }
        }
    }

    private static void limits(Options options, List<String> warnings) {
        options.number("ConnLimit", 1, Integer.MAX_VALUE);
        if (options.intervalMillis("KISTSchedRunInterval") > 100) {
            throw new OptionFault("KISTSchedRunInterval", options.text("KISTSchedRunInterval"), "at most 100 msec");
        }
        if (options.decimal("KISTSockBufSizeFactor") < 0) {
            throw new OptionFault("KISTSockBufSizeFactor", options.text("KISTSockBufSizeFactor"), "0 or more");
        }
        long memory = options.bytes("MaxMemInQueues");
        if (memory != 0 && memory < LEAST_QUEUE_MEMORY) {
            warnings.add("MaxMemInQueues is raised to 64 MB, the least for a relay");
        } else if (memory != 0 && memory < LOW_QUEUE_MEMORY) {
            warnings.add("MaxMemInQueues is below 256 MB, which is low for a relay");
        }
        long size = options.bytes("ConstrainedSockSize");
        if (options.flag("ConstrainedSockets") && (size < 2048 || size > 262144 || size % 1024 != 0)) {
            throw new OptionFault(
                    "ConstrainedSockSize",
                    options.text("ConstrainedSockSize"),
                    "from 2048 to 262144 bytes in steps of 1024");
        }
    }

    private static void outbound(Options options, String name) {
        int ipv4 = 0;
        int ipv6 = 0;
        for (InetAddress address : options.addresses(name)) {
            boolean six = address instanceof Inet6Address;
            ipv6 += six ? 1 : 0;
            ipv4 += six ? 0 : 1;
        }
        if (ipv4 > 1 || ipv6 > 1) {
            throw new OptionFault(name, null, "at most one IPv4 and one IPv6 address");
        }
    }

    private static void words(Options options, List<String> warnings) {
        if (!options.text("SafeLogging").toLowerCase(Locale.ROOT).matches("0|1|relay")) {
            throw new OptionFault("SafeLogging", options.text("SafeLogging"), "0, 1 or relay");
        }
        for (String word : options.list("PublishServerDescriptor")) {
            if (!word.toLowerCase(Locale.ROOT).matches("0|1|v3")) {
                throw new OptionFault("PublishServerDescriptor", word, "0, 1 or v3");
            }
        }
        if (options.list("Schedulers").isEmpty()) {
            throw new OptionFault("Schedulers", options.text("Schedulers"), "at least one name");
        }
        for (String name : options.list("Schedulers")) {
            if (!SHIPPED.contains(name.toLowerCase(Locale.ROOT))) {
                warnings.add("Schedulers names " + name + ", which does not ship with Tropea");
            }
        }
    }

    private static void exit(Options options, List<String> warnings) {
        AutoFlag exit = options.autoFlag("ExitRelay");
        boolean policy = options.isSet("ExitPolicy") || options.flag("ReducedExitPolicy") || options.flag("IPv6Exit");
        if (exit == AutoFlag.NO && policy) {
            warnings.add("ExitRelay is 0: ExitPolicy, ReducedExitPolicy and IPv6Exit have no effect");
        }
        if (isRelay(options) && exit == AutoFlag.AUTO && !policy) {
            warnings.add(
                    "ExitRelay is not set: this relay lets nothing exit; ExitRelay 0 says so without this warning");
        }
        if (options.flag("AssumeReachable") && options.autoFlag("AssumeReachableIPv6") == AutoFlag.NO) {
            throw new OptionFault("AssumeReachableIPv6", "0", "1 or auto beside AssumeReachable 1");
        }
    }
}
