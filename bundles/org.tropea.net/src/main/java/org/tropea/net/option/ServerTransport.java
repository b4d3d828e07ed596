package org.tropea.net.option;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A transport that this router serves itself: a ServerTransportListenAddr line, {@code TRANSPORT ADDRESS:PORT}, whose
 * transport no ServerTransportPlugin line gives to a helper program. Immutable, any thread.
 *
 * @param name the transport's name
 * @param address where it listens; port 0 for any
 * @param options what ServerTransportOptions says of it: {@code TRANSPORT NAME=VALUE …}
 */
public record ServerTransport(String name, InetSocketAddress address, Map<String, String> options) {
    private static final String LISTEN = "ServerTransportListenAddr";
    private static final String OPTIONS = "ServerTransportOptions";
    private static final String PLUGIN = "ServerTransportPlugin";
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    /** Those of {@code options}; none for a router without ORPort. An {@link OptionFault} for what is malformed. */
    public static List<ServerTransport> of(Options options) {
        Map<String, Map<String, String>> told = told(options);
        Set<String> helpers = helpers(options);
        List<ServerTransport> found = new ArrayList<>();
        for (String line : options.texts(LISTEN)) {
            String[] words = words(line);
            if (words.length != 2 || !words[0].matches(NAME)) {
                throw new OptionFault(LISTEN, line, "TRANSPORT ADDRESS:PORT");
            }
            InetSocketAddress address = address(line, words[1]);
            if (!helpers.contains(words[0]) && RelayRules.isRelay(options)) {
                found.add(new ServerTransport(words[0], address, told.getOrDefault(words[0], Map.of())));
            }
        }
        return found.stream().distinct().toList();
    }

    /** What deserves a warning; faults as {@link #of}. */
    static List<String> check(Options options) {
        List<ServerTransport> served = of(options);
        List<String> warnings = new ArrayList<>();
        if (!options.texts(LISTEN).isEmpty() && !RelayRules.isRelay(options)) {
            warnings.add(LISTEN + " has no effect without an ORPort");
        }
        told(options).keySet().stream()
                .filter(name -> served.stream().noneMatch(each -> each.name().equals(name)))
                .forEach(name -> warnings.add(
                        OPTIONS + " " + name + " has no effect: no " + LISTEN + " line has this router serve it"));
        return warnings;
    }

    private static String[] words(String line) {
        return line.strip().split("\\s+");
    }

    private static InetSocketAddress address(String line, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        String host = text.substring(0, Math.max(0, colon));
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        boolean literal = Addresses.ipv4(host) != null || !bare && Addresses.ipv6(host) != null;
        if (!literal || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            throw new OptionFault(LISTEN, line, "an IP address and a port behind the transport, IPv6 in [ ]");
        }
        return new InetSocketAddress(Addresses.parse(host), Integer.parseInt(port));
    }

    /** By transport; the first line of each counts. */
    private static Map<String, Map<String, String>> told(Options options) {
        Map<String, Map<String, String>> told = new LinkedHashMap<>();
        for (String line : options.texts(OPTIONS)) {
            String[] words = words(line);
            Map<String, String> values = new LinkedHashMap<>();
            for (String word : Arrays.asList(words).subList(1, words.length)) {
                int equals = word.indexOf('=');
                if (equals < 1) {
                    throw new OptionFault(OPTIONS, words[0] + " …", "TRANSPORT NAME=VALUE …"); // may be a secret
                }
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
            if (values.isEmpty() || !words[0].matches(NAME)) {
                throw new OptionFault(OPTIONS, words[0], "TRANSPORT NAME=VALUE …");
            }
            told.putIfAbsent(words[0], Map.copyOf(values));
        }
        return told;
    }

    /** The transports that helper programs are to bring: ServerTransportPlugin TRANSPORT,… exec PROGRAM. */
    private static Set<String> helpers(Options options) {
        Set<String> names = new HashSet<>();
        options.texts(PLUGIN).forEach(line -> names.addAll(List.of(words(line)[0].split(","))));
        return names;
    }

    /** Without the options, in which there may be a key. */
    @Override
    public String toString() {
        return name + " " + address;
    }
}
