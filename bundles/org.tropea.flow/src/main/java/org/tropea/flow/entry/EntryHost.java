package org.tropea.flow.entry;

import org.tropea.net.option.Addresses;

/** What may stand for a host in a request. Stateless. */
public final class EntryHost {
    private static final int LONGEST = 255;

    private EntryHost() {}

    /**
     * The host in the form that requests have: IPv6 addresses without brackets; null when it is neither an address nor
     * a name of letters, digits, {@code -} and {@code _}, at most 255 characters, as C tor takes them.
     */
    public static String normal(String host) {
        if (isAddress(host)) {
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        boolean valid = !name.isEmpty() && host.length() <= LONGEST && !looksNumeric(name);
        for (String label : name.split("\\.", -1)) {
            valid &= label.matches("[A-Za-z0-9][A-Za-z0-9_-]*");
        }
        return valid ? host : null;
    }

    /** Whether it is the text of an IPv4 or IPv6 address. */
    public static boolean isAddress(String host) {
        return Addresses.ipv4(host) != null || Addresses.ipv6(host) != null;
    }

    /** {@code 1.2.3.999} is a mistyped address, not a name. */
    private static boolean looksNumeric(String name) {
        return name.matches("[0-9.]+") && name.chars().filter(c -> c == '.').count() == 3;
    }
}
