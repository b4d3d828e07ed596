package org.tropea.conn.exit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;

/** Names under {@code in-addr.arpa} and {@code ip6.arpa}, which ask for an address's host name. Stateless. */
final class ReverseName {
    private ReverseName() {}

    /** Whether {@code name}, in lower case, is one. */
    static boolean matches(String name) {
        return name.endsWith(".in-addr.arpa") || name.endsWith(".ip6.arpa");
    }

    /** Whether it spells an address that is not an internal one: clients need not learn how hosts here are called. */
    static boolean mayBeAsked(String name) {
        try {
            return !isInternal(ReverseMap.fromName(Name.fromString(name, Name.root)));
        } catch (UnknownHostException | TextParseException | RuntimeException malformed) {
            return false;
        }
    }

    private static boolean isInternal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean internal = bytes.length == 16
                ? (bytes[0] & 0xfe) == 0xfc // fc00::/7, unique local
                : bytes[0] == 0 || bytes[0] == 100 && (bytes[1] & 0xc0) == 64; // 100.64.0.0/10, shared space
        return internal
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress();
    }
}
