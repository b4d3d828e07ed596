package org.tropea.client;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.tropea.net.option.Addresses;

/** Names under {@code in-addr.arpa} and {@code ip6.arpa}, by which exits are asked for an address's name (tor-spec 6.4). Stateless. */
final class ReverseName {
    private static final String IPV4 = ".in-addr.arpa";
    private static final String IPV6 = ".ip6.arpa";
    private static final int NIBBLES = 32;

    private ReverseName() {}

    /** The name that asks for {@code address}. */
    static String of(InetAddress address) {
        StringBuilder name = new StringBuilder();
        byte[] bytes = address.getAddress();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int value = bytes[i] & 0xff;
            name.append(
                    bytes.length == 4
                            ? value + "."
                            : Integer.toHexString(value & 15) + "." + Integer.toHexString(value >> 4) + ".");
        }
        return name.substring(0, name.length() - 1) + (bytes.length == 4 ? IPV4 : IPV6);
    }

    /** The address that the text is, or that it asks for as a name; null for all else. */
    static InetAddress address(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.endsWith(IPV4)) {
            return Addresses.ipv4(reversed(name, IPV4, ".")) == null ? null : Target.address(reversed(name, IPV4, "."));
        }
        return name.endsWith(IPV6) ? ipv6(reversed(name, IPV6, "")) : Target.address(text);
    }

    private static String reversed(String name, String suffix, String between) {
        List<String> labels =
                Arrays.asList(name.substring(0, name.length() - suffix.length()).split("\\.", -1));
        Collections.reverse(labels);
        return String.join(between, labels);
    }

    private static InetAddress ipv6(String nibbles) {
        if (nibbles.length() != NIBBLES || !nibbles.matches("[0-9a-f]*")) {
            return null;
        }
        return Target.address(nibbles.replaceAll("(.{4})(?!$)", "$1:"));
    }
}
