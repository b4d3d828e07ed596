package org.tropea.net.option;

import java.util.ArrayList;
import java.util.List;

/** What ExtORPort lines must agree on. */
final class ExtOrPortRules {
    private ExtOrPortRules() {}

    /** Checks all lines together; returns what deserves a warning. */
    static List<String> check(Options options) {
        List<PortLine> lines = options.ports("ExtORPort");
        List<String> warnings = new ArrayList<>();
        boolean off = lines.stream().anyMatch(line -> line.kind() != PortLine.Kind.UNIX && line.port() == 0);
        if (off && lines.size() > 1) {
            throw new OptionFault("ExtORPort", "0", "no other ExtORPort line beside 0");
        }
        for (PortLine line : lines) {
            if (line.kind() == PortLine.Kind.UNIX) {
                throw new OptionFault("ExtORPort", "unix:" + line.host(), "TCP ports only");
            }
            if (line.kind() != PortLine.Kind.PORT && !isLocal(line.host())) {
                warnings.add("ExtORPort " + line.host() + " may be reached from elsewhere: whoever knows the cookie can"
                        + " say there for whom it connects");
            }
        }
        if (!lines.isEmpty() && !off && !RelayRules.isRelay(options)) {
            warnings.add("ExtORPort has no effect without an ORPort");
        }
        return warnings;
    }

    private static boolean isLocal(String host) {
        boolean literal = Addresses.ipv4(host) != null || Addresses.ipv6(host) != null;
        return host.equalsIgnoreCase("localhost")
                || literal && Addresses.parse(host).isLoopbackAddress();
    }
}
