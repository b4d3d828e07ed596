package org.tropea.net.option;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of an option such as ORPort: {@code 9001}, {@code auto}, {@code 127.0.0.1:9001 NoListen},
 * {@code [::1]:9001}, {@code unix:/path}. Immutable; nothing is looked up.
 *
 * @param kind what to listen on
 * @param host the address as written, without brackets; empty when only a port was given, the path for a Unix socket
 * @param port the port; {@link #AUTO} for any free one, 0 for none
 * @param flags the flags and {@code key=value} words behind it, in lower case
 */
public record PortLine(Kind kind, String host, int port, Set<String> flags) {
    /** The port of {@code auto}: the system chooses a free one. */
    public static final int AUTO = -1;

    private static final String ACCEPTED =
            "a port from 1 to 65535, \"auto\" or 0, with an address before it if wanted, or unix:PATH";

    /** What a line listens on. */
    public enum Kind {
        /** A port alone: every address family that the option allows. */
        PORT,
        /** An IPv4 address or host name with a port. */
        INET,
        /** An IPv6 address with a port. */
        INET6,
        /** A Unix domain socket. */
        UNIX
    }

    /** Keeps the flags sorted and unmodifiable. */
    public PortLine {
        flags = Collections.unmodifiableSet(new TreeSet<>(flags));
    }

    /** Parses a line; an {@link OptionFault} says what is accepted. */
    public static PortLine parse(String line) {
        String text = line.strip();
        if (text.toLowerCase(Locale.ROOT).startsWith("unix:\"")) {
            return quotedUnix(line, text);
        }
        List<String> words = List.of(text.split("\\s+"));
        Set<String> flags = new TreeSet<>();
        words.subList(1, words.size()).forEach(word -> flags.add(word.toLowerCase(Locale.ROOT)));
        return endpoint(line, words.get(0), flags);
    }

    /** Whether the flag is given, without case. */
    public boolean has(String flag) {
        return flags.contains(flag.toLowerCase(Locale.ROOT));
    }

    /** Whether a listener is to be opened for this line. */
    public boolean listens() {
        return (kind == Kind.UNIX || port != 0) && !has("NoListen");
    }

    /** Whether the port is to be made known to others. */
    public boolean advertised() {
        return kind != Kind.UNIX && port != 0 && !has("NoAdvertise");
    }

    /** Whether the line may be used for IPv4. */
    public boolean ipv4() {
        return kind != Kind.UNIX && kind != Kind.INET6 && !has("IPv6Only");
    }

    /** Whether the line may be used for IPv6. */
    public boolean ipv6() {
        return kind != Kind.UNIX && kind != Kind.INET && !has("IPv4Only");
    }

    private static PortLine quotedUnix(String line, String text) {
        int end = text.indexOf('"', 6);
        if (end < 0) {
            throw new OptionFault("port", line, "unix:\"PATH\" with a closing quote");
        }
        Set<String> flags = new TreeSet<>();
        for (String word : text.substring(end + 1).toLowerCase(Locale.ROOT).split("\\s+")) {
            flags.add(word);
        }
        flags.remove("");
        return new PortLine(Kind.UNIX, text.substring(6, end), 0, flags);
    }

    private static PortLine endpoint(String line, String text, Set<String> flags) {
        if (text.toLowerCase(Locale.ROOT).startsWith("unix:")) {
            return new PortLine(Kind.UNIX, text.substring(5), 0, flags);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return new PortLine(Kind.PORT, "", port(line, text), flags);
        }
        String host = text.substring(0, colon);
        int port = port(line, text.substring(colon + 1));
        if (port == 0) {
            throw new OptionFault("port", line, ACCEPTED + "; an address needs a port");
        }
        if (host.startsWith("[") && Addresses.ipv6(host) != null) {
            return new PortLine(Kind.INET6, host.substring(1, host.length() - 1), port, flags);
        }
        if (host.isEmpty() || host.indexOf(':') >= 0 || host.indexOf('[') >= 0) {
            throw new OptionFault("port", line, ACCEPTED + "; IPv6 addresses stand in [ ]");
        }
        return new PortLine(Kind.INET, host, port, flags);
    }

    private static int port(String line, String text) {
        if (text.equalsIgnoreCase("auto")) {
            return AUTO;
        }
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
        if (port > 65535) {
            throw new OptionFault("port", line, ACCEPTED);
        }
        return port;
    }
}
