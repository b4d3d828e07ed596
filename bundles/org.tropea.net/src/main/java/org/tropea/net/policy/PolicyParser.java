package org.tropea.net.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.OptionFault;

/** Reads policy lines: rules between commas, {@code *} for both families, {@code private} for all local networks. */
final class PolicyParser {
    private static final Pattern RULE = Pattern.compile("(accept6?|reject6?)\\s+(\\S+)");
    private static final Pattern TARGET =
            Pattern.compile("(private|\\*[46]?|[0-9.]+|\\[[0-9A-Fa-f:.]+]|[0-9A-Fa-f:.]+(?=/))"
                    + "(?:/([0-9.]+))?(?::(\\*|\\d+(?:-\\d+)?))?");
    private static final String ACCEPTED =
            "accept or reject, then an address, network, *, *4, *6 or private, then :port, :first-last or :*";

    private final List<PolicyRule> rules = new ArrayList<>();
    private final String option;

    PolicyParser(String option) {
        this.option = option;
    }

    List<PolicyRule> parse(Iterable<String> lines) {
        for (String line : lines) {
            for (String text : line.split(",")) {
                if (!text.isBlank()) {
                    rule(text.strip());
                }
            }
        }
        return rules;
    }

    private void rule(String text) {
        Matcher rule = RULE.matcher(text);
        Matcher target = TARGET.matcher(rule.matches() ? rule.group(2) : "");
        if (!target.matches()) {
            throw fault(text, ACCEPTED);
        }
        String verb = rule.group(1);
        int[] ports = ports(text, target.group(3));
        boolean accept = verb.startsWith("accept");
        for (Network network : networks(text, target.group(1), target.group(2), verb.endsWith("6"))) {
            rules.add(new PolicyRule(accept, network.address(), network.bits(), ports[0], ports[1]));
        }
    }

    private List<Network> networks(String text, String where, String mask, boolean six) {
        boolean named = where.startsWith("*") || where.equals("private");
        if (named && mask != null) {
            throw fault(text, "no mask behind " + where);
        }
        if (where.equals("private")) {
            return Network.PRIVATE;
        }
        if (six && where.equals("*4") || six && Addresses.ipv4(where) != null) {
            throw fault(text, "IPv6 addresses behind accept6 and reject6");
        }
        return switch (where) {
            case "*" -> six ? List.of(Network.ALL_IPV6) : List.of(Network.ALL_IPV4, Network.ALL_IPV6);
            case "*4" -> List.of(Network.ALL_IPV4);
            case "*6" -> List.of(Network.ALL_IPV6);
            default -> List.of(network(text, where, mask));
        };
    }

    private Network network(String text, String where, String mask) {
        byte[] address = Addresses.ipv4(where) == null ? Addresses.ipv6(where) : Addresses.ipv4(where);
        if (address == null) {
            throw fault(text, ACCEPTED);
        }
        int bits = mask == null ? address.length * 8 : bits(text, mask, address.length * 8);
        return Network.of(address, bits);
    }

    private int bits(String text, String mask, int most) {
        int bits = mask.indexOf('.') < 0 ? number(mask) : most == 32 ? dotted(mask) : -1;
        if (bits < 0 || bits > most) {
            throw fault(
                    text, "a mask of 0 to " + most + " bits" + (most == 32 ? ", or a dotted one like 255.0.0.0" : ""));
        }
        return bits;
    }

    private static int dotted(String mask) {
        byte[] bytes = Addresses.ipv4(mask);
        if (bytes == null) {
            return -1;
        }
        int value = (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        int bits = Integer.bitCount(value);
        boolean prefix = bits == 0 ? value == 0 : value == -1 << (32 - bits);
        return prefix ? bits : -1;
    }

    private int[] ports(String text, String ports) {
        if (ports == null || ports.equals("*")) {
            return new int[] {1, 65535};
        }
        int dash = ports.indexOf('-');
        int first = number(dash < 0 ? ports : ports.substring(0, dash));
        int last = dash < 0 ? first : number(ports.substring(dash + 1));
        if (first < 1 || first > last || last > 65535) {
            throw fault(text, "ports from 1 to 65535, the lower one first");
        }
        return new int[] {first, last};
    }

    private static int number(String digits) {
        return digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private OptionFault fault(String text, String accepted) {
        return new OptionFault(option, text, accepted);
    }
}
