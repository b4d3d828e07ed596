package org.tropea.net.option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One FallbackDir line: {@code ADDRESS:PORT orport=PORT id=FINGERPRINT [weight=NUMBER] [ipv6=[ADDRESS]:PORT]}. Immutable.
 *
 * @param address its IPv4 address as written
 * @param dirPort its directory port; relays hardly have one any more, but the line must name a port
 * @param orPort its OR port
 * @param fingerprint its RSA identity, 40 digits in capitals
 * @param ipv6 its IPv6 {@code [address]:orport}; empty when not given
 * @param weight its weight in choices, 1.0 when not given
 */
public record FallbackDirLine(
        String address, int dirPort, int orPort, String fingerprint, Optional<String> ipv6, double weight) {
    private static final String ACCEPTED =
            "ADDRESS:PORT orport=PORT id=FINGERPRINT [weight=NUMBER] [ipv6=[ADDRESS]:PORT]";

    /** Parses a line; an {@link OptionFault} says what is accepted. Words nobody knows are skipped, as in C tor. */
    public static FallbackDirLine parse(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        String first = words.get(0);
        int colon = first.lastIndexOf(':');
        if (colon < 0 || Addresses.ipv4(first.substring(0, colon)) == null) {
            throw fault(line);
        }
        int orPort = 0;
        String id = "";
        String ipv6 = null;
        double weight = 1.0;
        for (String word : words.subList(1, words.size())) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.split("=", 2)[0].toLowerCase(Locale.ROOT)) {
                case "orport" -> orPort = port(line, value);
                case "id" -> id = value.toUpperCase(Locale.ROOT);
                case "ipv6" -> ipv6 = ipv6(line, value);
                case "weight" -> weight = weight(line, value);
                default -> {}
            }
        }
        if (orPort == 0 || !id.matches("[0-9A-F]{40}")) {
            throw fault(line);
        }
        int dirPort = port(line, first.substring(colon + 1));
        return new FallbackDirLine(first.substring(0, colon), dirPort, orPort, id, Optional.ofNullable(ipv6), weight);
    }

    private static int port(String line, String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw fault(line);
        }
        return port;
    }

    private static String ipv6(String line, String text) {
        PortLine parsed = PortLine.parse(text);
        if (parsed.kind() != PortLine.Kind.INET6 || parsed.port() < 1) {
            throw fault(line);
        }
        return text;
    }

    private static double weight(String line, String text) {
        if (!text.matches("\\d+(\\.\\d*)?|\\.\\d+")) {
            throw fault(line);
        }
        return Double.parseDouble(text);
    }

    private static OptionFault fault(String line) {
        return new OptionFault("FallbackDir", line, ACCEPTED);
    }
}
