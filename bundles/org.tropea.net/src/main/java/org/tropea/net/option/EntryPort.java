package org.tropea.net.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one line of SocksPort, HTTPTunnelPort, TransPort, NATDPort or DNSPort says. Immutable.
 *
 * @param option the option's name
 * @param line where to listen; its flags are those of {@code flags}, as written
 * @param sessionGroup streams of different groups share no circuit; below 0 when the line names none and has its own
 * @param flags the flags that hold
 */
public record EntryPort(String option, PortLine line, int sessionGroup, Set<EntryFlag> flags) {
    /** The options that open ports for local programs, with the connection types that serve them. */
    public static final Map<String, String> TYPES =
            Map.of("SocksPort", "socks", "HTTPTunnelPort", "httptunnel", "TransPort", "trans", "NATDPort", "natd");

    /** The option for name servers' questions over UDP. */
    public static final String DNS = "DNSPort";

    /** Whose lines speak of names and families of addresses, as programs name hosts there. */
    static final Set<String> TAKE_NAMES = Set.of("SocksPort", "HTTPTunnelPort");

    /** No session group named. */
    static final int NO_GROUP = -1;

    /** Keeps the flags unmodifiable. */
    public EntryPort {
        flags = Collections.unmodifiableSet(flags.isEmpty() ? EnumSet.noneOf(EntryFlag.class) : EnumSet.copyOf(flags));
    }

    /**
     * Reads the flags of a line of {@code option}; an {@link OptionFault} when they contradict each other. {@code
     * warnings} gets those that nobody knows.
     */
    public static EntryPort of(String option, PortLine line, List<String> warnings) {
        return EntryPortRules.read(option, line, warnings);
    }

    /** Every line of {@code option} that a listener is to be opened for. */
    public static List<EntryPort> all(Options options, String option) {
        List<EntryPort> ports = new ArrayList<>();
        for (PortLine line : options.ports(option)) {
            if (line.kind() == PortLine.Kind.UNIX || line.port() != 0) {
                ports.add(of(option, line, new ArrayList<>()));
            }
        }
        return List.copyOf(ports);
    }

    /** Whether local programs have a way in: any line opens a port, or SocketFactory is 1. */
    public static boolean any(Options options) {
        return options.autoFlag("SocketFactory") == AutoFlag.YES
                || TYPES.keySet().stream()
                        .anyMatch(option -> !all(options, option).isEmpty())
                || !all(options, DNS).isEmpty();
    }

    /** The same with a session group of its own where the line names none. */
    public EntryPort orGroup(int own) {
        return sessionGroup == NO_GROUP ? new EntryPort(option, line, own, flags) : this;
    }

    /** Whether a flag holds. */
    public boolean has(EntryFlag flag) {
        return flags.contains(flag);
    }

    /** Who may use a Unix socket beside its owner: {@code rw-------}, {@code rw-rw----} or {@code rw-rw-rw-}. */
    public String socketMode() {
        return line.has("WorldWritable") ? "rw-rw-rw-" : line.has("GroupWritable") ? "rw-rw----" : "rw-------";
    }

    @Override
    public String toString() {
        String place = line.kind() == PortLine.Kind.UNIX
                ? "unix:" + line.host()
                : line.host()
                        + (line.host().isEmpty() ? "" : ":")
                        + (line.port() == PortLine.AUTO ? "auto" : line.port());
        return option + " " + place;
    }
}
