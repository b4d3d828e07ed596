package org.tropea.conn.exit;

import java.net.UnknownHostException;
import org.tropea.net.option.Addresses;
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
            return !Addresses.isInternal(ReverseMap.fromName(Name.fromString(name, Name.root)));
        } catch (UnknownHostException | TextParseException | RuntimeException malformed) {
            return false;
        }
    }
}
