package org.tropea.net.option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** The flags of lines that open ports for local programs, and what each line and all together must agree on. */
final class EntryPortRules {
    private static final TreeMap<String, EnumSet<EntryFlag>> WORDS = words();
    private static final Set<String> NAMES_ONLY = Set.of("ipv4traffic", "ipv6traffic", "preferipv6", "dnsrequest");
    private static final Set<String> UNIX_ONLY = Set.of("groupwritable", "worldwritable", "relaxdirmodecheck");
    private static final EnumSet<EntryFlag> NOT_ONION =
            EnumSet.of(EntryFlag.IPV4_TRAFFIC, EntryFlag.IPV6_TRAFFIC, EntryFlag.DNS_REQUEST);

    private EntryPortRules() {}

    private static TreeMap<String, EnumSet<EntryFlag>> words() {
        TreeMap<String, EnumSet<EntryFlag>> words = new TreeMap<>();
        for (EntryFlag flag : EntryFlag.values()) {
            String word = flag.word().toLowerCase(Locale.ROOT);
            words.put(word, EnumSet.of(flag));
            if (word.startsWith("isolate")) {
                words.put(word + "s", EnumSet.of(flag)); // C tor takes plurals
            }
        }
        words.put("cachedns", EnumSet.of(EntryFlag.CACHE_IPV4_DNS, EntryFlag.CACHE_IPV6_DNS));
        words.put("usednscache", EnumSet.of(EntryFlag.USE_IPV4_CACHE, EntryFlag.USE_IPV6_CACHE));
        return words;
    }

    /** Checks every line of every such option; returns what deserves a warning. */
    static List<String> check(Options options) {
        List<String> warnings = new ArrayList<>();
        for (String option : EntryPort.TYPES.keySet()) {
            together(option, options.ports(option), warnings);
        }
        together(EntryPort.DNS, options.ports(EntryPort.DNS), warnings);
        return warnings;
    }

    private static void together(String option, List<PortLine> lines, List<String> warnings) {
        boolean off = lines.stream().anyMatch(EntryPortRules::isOff);
        if (off && !lines.stream().allMatch(EntryPortRules::isOff)) {
            throw new OptionFault(option, "0", "no other " + option + " line beside 0");
        }
        lines.forEach(line -> read(option, line, warnings));
        for (PortLine line : lines) {
            boolean local = line.kind() == PortLine.Kind.UNIX
                    || line.kind() == PortLine.Kind.PORT
                    || line.host().equalsIgnoreCase("localhost")
                    || isInternal(line.host());
            if (!local) {
                warnings.add(option + " " + line.host() + " may be reached from elsewhere: anybody there can use this"
                        + " router as a proxy");
            }
        }
    }

    private static boolean isOff(PortLine line) {
        return line.kind() != PortLine.Kind.UNIX && line.port() == 0;
    }

    private static boolean isInternal(String host) {
        boolean literal = Addresses.ipv4(host) != null || Addresses.ipv6(host) != null;
        return literal && !Addresses.parse(host).isAnyLocalAddress() && Addresses.isInternal(Addresses.parse(host));
    }

    static EntryPort read(String option, PortLine line, List<String> warnings) {
        EnumSet<EntryFlag> flags = EnumSet.noneOf(EntryFlag.class);
        for (EntryFlag flag : EntryFlag.values()) {
            if (flag.standard()) {
                flags.add(flag);
            }
        }
        int group = EntryPort.NO_GROUP;
        for (String word : line.flags()) {
            if (word.startsWith("sessiongroup=")) {
                group = group(option, word, group);
            } else {
                apply(option, line, word, flags, warnings);
            }
        }
        if (line.kind() == PortLine.Kind.UNIX) {
            flags.remove(EntryFlag.ISOLATE_CLIENT_ADDR); // there is no address to go by
        }
        if (!flags.contains(EntryFlag.ISOLATE_SOCKS_AUTH)) {
            flags.add(EntryFlag.PREFER_SOCKS_NO_AUTH);
        }
        agree(option, line, flags);
        return new EntryPort(option, line, group, flags);
    }

    private static int group(String option, String word, int before) {
        String number = word.substring(word.indexOf('=') + 1);
        if (!number.matches("\\d{1,9}") || before != EntryPort.NO_GROUP) {
            throw new OptionFault(option, word, "one SessionGroup=NUMBER, NUMBER from 0 to 999999999");
        }
        return Integer.parseInt(number);
    }

    private static void apply(
            String option, PortLine line, String written, EnumSet<EntryFlag> flags, List<String> warnings) {
        boolean no = written.startsWith("no");
        String word = no ? written.substring(2) : written;
        if (UNIX_ONLY.contains(word)) {
            if (line.kind() != PortLine.Kind.UNIX) {
                throw new OptionFault(option, written, "this flag for unix:PATH only");
            }
        } else if (word.equals("oniontrafficonly") && EntryPort.TAKE_NAMES.contains(option)) {
            if (no) {
                throw new OptionFault(option, written, "DNSRequest, IPv4Traffic or IPv6Traffic instead");
            }
            flags.removeAll(NOT_ONION);
        } else if (!WORDS.containsKey(word) || NAMES_ONLY.contains(word) && !EntryPort.TAKE_NAMES.contains(option)) {
            warnings.add(option + ": flag \"" + written + "\" is unknown and ignored");
        } else if (no) {
            flags.removeAll(WORDS.get(word));
        } else {
            flags.addAll(WORDS.get(word));
        }
    }

    private static void agree(String option, PortLine line, EnumSet<EntryFlag> flags) {
        boolean addresses = flags.contains(EntryFlag.IPV4_TRAFFIC) || flags.contains(EntryFlag.IPV6_TRAFFIC);
        String text = String.join(" ", line.flags());
        if (!addresses && !flags.contains(EntryFlag.ONION_TRAFFIC)) {
            throw new OptionFault(option, text, "at least one of IPv4Traffic, IPv6Traffic and OnionTraffic");
        }
        if (!addresses && flags.contains(EntryFlag.DNS_REQUEST)) {
            throw new OptionFault(option, text, "IPv4Traffic or IPv6Traffic where there is DNSRequest");
        }
        boolean keeps = flags.contains(EntryFlag.KEEP_ALIVE_ISOLATE_SOCKS_AUTH);
        if (keeps && !flags.contains(EntryFlag.ISOLATE_SOCKS_AUTH)) {
            throw new OptionFault(option, text, "KeepAliveIsolateSOCKSAuth only with IsolateSOCKSAuth");
        }
        if (option.equals(EntryPort.DNS) && line.kind() == PortLine.Kind.UNIX) {
            throw new OptionFault(option, line.host(), "an address and a port, as it is UDP");
        }
    }
}
