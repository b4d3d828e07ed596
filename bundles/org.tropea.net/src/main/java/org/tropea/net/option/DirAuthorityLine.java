package org.tropea.net.option;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One DirAuthority line: {@code [nickname] [flags] ADDRESS:PORT FINGERPRINT}, the fingerprint with or without spaces.
 * Immutable; fingerprints are upper-case hex of 40 digits.
 *
 * @param nickname the authority's nickname; empty when the line has none
 * @param address its IPv4 address as written
 * @param dirPort its directory port
 * @param orPort its OR port, 0 when not given
 * @param fingerprint its RSA identity
 * @param v3Ident the digest of its v3 identity key; empty when it signs no v3 consensus
 * @param ipv6 its IPv6 {@code [address]:port}; empty when not given
 * @param bridge whether it is a bridge authority
 * @param weight its weight in choices, 1.0 when not given
 * @param elsewhere the IPv4 addresses given by {@code upload=}, {@code download=} and {@code vote=}
 */
public record DirAuthorityLine(
        String nickname,
        String address,
        int dirPort,
        int orPort,
        String fingerprint,
        Optional<String> v3Ident,
        Optional<String> ipv6,
        boolean bridge,
        double weight,
        Map<Use, InetSocketAddress> elsewhere) {
    /** What an authority's directory port is asked for; each may have a port of its own. */
    public enum Use {
        /** Relays post their descriptors. */
        UPLOAD,
        /** Relays and clients fetch documents. */
        DOWNLOAD,
        /** Authorities have votes, signatures and all else from each other. */
        VOTE
    }

    /** Keeps the addresses unmodifiable. */
    public DirAuthorityLine {
        elsewhere = Map.copyOf(elsewhere);
    }

    /** Where it is asked by HTTP for this use. */
    public InetSocketAddress dirAddress(Use use) {
        InetSocketAddress other = elsewhere.get(use);
        return other == null ? new InetSocketAddress(Addresses.parse(address), dirPort) : other;
    }

    private static final Pattern HOST_PORT = Pattern.compile("([0-9.]+)(?::(\\d{1,5}))?");
    private static final Pattern HTTP = Pattern.compile("http://([0-9.]+|\\[[0-9A-Fa-f:.]+\\]):(\\d{1,5})/?");
    private static final String ACCEPTED =
            "[nickname] [orport=PORT] [v3ident=FINGERPRINT] [no-v2] [bridge] ADDRESS:PORT FINGERPRINT";

    /** Parses a line; an {@link OptionFault} says what is accepted. */
    public static DirAuthorityLine parse(String line) {
        return new Parser(line).parse();
    }

    private static final class Parser {
        private final String line;
        private final List<String> words;
        private String v3Ident;
        private String ipv6;
        private final Map<Use, InetSocketAddress> elsewhere = new EnumMap<>(Use.class);
        private int orPort;
        private boolean bridge;
        private double weight = 1.0;

        Parser(String line) {
            this.line = line;
            this.words = new ArrayList<>(List.of(line.strip().split("\\s+")));
        }

        DirAuthorityLine parse() {
            words.remove("");
            String nickname = !words.isEmpty() && Nickname.valid(words.get(0)) ? words.remove(0) : "";
            while (!words.isEmpty() && !Character.isDigit(words.get(0).charAt(0))) {
                flag(words.remove(0));
            }
            Matcher endpoint = HOST_PORT.matcher(words.isEmpty() ? "" : words.remove(0));
            if (!endpoint.matches() || endpoint.group(2) == null) {
                throw fault(ACCEPTED);
            }
            return new DirAuthorityLine(
                    nickname,
                    ipv4(endpoint.group(1)),
                    number(endpoint.group(2)),
                    orPort,
                    fingerprint(String.join("", words)),
                    Optional.ofNullable(v3Ident),
                    Optional.ofNullable(ipv6),
                    bridge,
                    weight,
                    elsewhere);
        }

        /** Flags nobody knows are skipped, as in C tor, so that later ones can be added to the lines of a network. */
        private void flag(String word) {
            int equals = word.indexOf('=');
            String name = (equals < 0 ? word : word.substring(0, equals)).toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : word.substring(equals + 1);
            switch (name) {
                case "bridge" -> bridge = true;
                case "orport" -> orPort = number(value);
                case "weight" -> weight = weight(value);
                case "v3ident" -> v3Ident = fingerprint(value);
                case "ipv6" -> ipv6 = ipv6(value);
                case "upload", "download", "vote" -> elsewhere(Use.valueOf(name.toUpperCase(Locale.ROOT)), value);
                default -> {}
            }
        }

        /** {@code http://ADDRESS:PORT/}; of IPv6 ones C tor makes no use either. */
        private void elsewhere(Use use, String url) {
            Matcher http = HTTP.matcher(url);
            if (!http.matches()) {
                throw fault(use.name().toLowerCase(Locale.ROOT) + "=http://ADDRESS:PORT/");
            }
            if (Addresses.ipv6(http.group(1)) == null) {
                elsewhere.putIfAbsent(
                        use, new InetSocketAddress(Addresses.parse(ipv4(http.group(1))), number(http.group(2))));
            }
        }

        private String ipv4(String text) {
            if (Addresses.ipv4(text) == null) {
                throw fault("an IPv4 address before the directory port");
            }
            return text;
        }

        private String ipv6(String text) {
            PortLine parsed = PortLine.parse(text);
            if (parsed.kind() != PortLine.Kind.INET6 || parsed.port() < 1) {
                throw fault("ipv6=[ADDRESS]:PORT");
            }
            return text;
        }

        private int number(String text) {
            int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
            if (port < 1 || port > 65535) {
                throw fault("ports from 1 to 65535");
            }
            return port;
        }

        private double weight(String text) {
            if (!text.matches("\\d+(\\.\\d*)?|\\.\\d+")) {
                throw fault("weight=NUMBER, not negative");
            }
            return Double.parseDouble(text);
        }

        private String fingerprint(String text) {
            if (!text.matches("[0-9A-Fa-f]{40}")) {
                throw fault("a fingerprint of 40 hex digits");
            }
            return text.toUpperCase(Locale.ROOT);
        }

        private OptionFault fault(String accepted) {
            return new OptionFault("DirAuthority", line, accepted);
        }
    }
}
