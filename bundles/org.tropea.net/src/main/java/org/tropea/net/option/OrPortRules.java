package org.tropea.net.option;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a relay's ORPort lines must agree on. */
final class OrPortRules {
    private static final Set<String> FLAGS = Set.of("nolisten", "noadvertise", "ipv4only", "ipv6only");

    private OrPortRules() {}

    /** Checks all lines together; returns what deserves a warning. */
    static List<String> check(Options options) {
        List<PortLine> lines = options.ports("ORPort");
        List<String> warnings = new ArrayList<>();
        Set<String> bound = new HashSet<>();
        for (PortLine line : lines) {
            flags(line, warnings);
            family(line);
            if (line.listens() && line.port() != PortLine.AUTO && !bound.add(place(line))) {
                throw fault(line, "each address and port only once");
            }
        }
        together(options, lines, warnings);
        return warnings;
    }

    private static void flags(PortLine line, List<String> warnings) {
        if (line.kind() == PortLine.Kind.UNIX) {
            throw fault(line, "TCP ports only");
        }
        if (line.has("NoListen") && line.has("NoAdvertise")) {
            throw fault(line, "NoListen or NoAdvertise, not both");
        }
        for (String flag : line.flags()) {
            if (!FLAGS.contains(flag)) {
                warnings.add("ORPort: flag \"" + flag + "\" is unknown and ignored");
            }
        }
    }

    private static void family(PortLine line) {
        if (line.has("IPv4Only") && line.has("IPv6Only")) {
            throw fault(line, "IPv4Only or IPv6Only, not both");
        }
        if (line.port() != 0 && !line.ipv4() && !line.ipv6()) {
            throw fault(line, "an address of the family that the flag names");
        }
    }

    private static void together(Options options, List<PortLine> lines, List<String> warnings) {
        boolean none = lines.stream().allMatch(line -> line.port() == 0);
        if (none && !EntryPort.any(options)) {
            warnings.add("ORPort is not set, nor SocksPort or its like: the router will not accept any connection");
        } else if (none) {
            return; // a client
        } else if (lines.stream().anyMatch(line -> line.port() == 0)) {
            throw new OptionFault("ORPort", "0", "no other ORPort line beside 0");
        } else if (lines.stream().noneMatch(PortLine::listens)) {
            throw new OptionFault("ORPort", null, "at least one line without NoListen");
        } else if (lines.stream().noneMatch(PortLine::advertised)) {
            warnings.add("every ORPort has NoAdvertise: no descriptor can be published");
        }
    }

    private static String place(PortLine line) {
        return line.host() + " " + line.port() + (line.ipv4() ? " 4" : "") + (line.ipv6() ? " 6" : "");
    }

    private static OptionFault fault(PortLine line, String accepted) {
        String where = line.host().isEmpty() ? "" : line.host() + ":";
        return new OptionFault("ORPort", where + (line.port() < 0 ? "auto" : line.port()), accepted);
    }
}
