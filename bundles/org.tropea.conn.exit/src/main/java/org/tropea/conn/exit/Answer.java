package org.tropea.conn.exit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.xbill.DNS.Address;

/**
 * An address that a name server gave, and for how many seconds the client may keep it: between 5 minutes and an hour, as
 * C tor clips it, so that caches say little about when somebody asked.
 */
record Answer(InetAddress address, int ttl) {
    static final int TTL_MIN = 300;
    static final int TTL_MAX = 3600;

    static Answer of(InetAddress literal) {
        return new Answer(literal, TTL_MAX);
    }

    static Answer of(InetAddress address, long ttl) {
        return new Answer(address, ttl <= TTL_MIN ? TTL_MIN : TTL_MAX);
    }

    /** The address that {@code text} spells, or null when it is a name. Asks no name server. */
    static InetAddress literal(String text) {
        try {
            if (Address.isDottedQuad(text)) {
                return InetAddress.getByAddress(Address.toByteArray(text, Address.IPv4));
            }
            byte[] ipv6 = text.indexOf(':') < 0 ? null : Address.toByteArray(text, Address.IPv6);
            return ipv6 == null ? null : InetAddress.getByAddress(ipv6);
        } catch (UnknownHostException impossible) {
            return null;
        }
    }
}
