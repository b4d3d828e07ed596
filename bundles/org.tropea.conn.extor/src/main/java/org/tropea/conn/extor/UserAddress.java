package org.tropea.conn.extor;

import java.net.InetSocketAddress;
import org.tropea.flow.fault.PeerFault;
import org.tropea.net.option.Addresses;

/** What USERADDR says: an IP address, IPv6 in brackets, and a port, which may be missing. Stateless. */
final class UserAddress {
    private static final int MOST_PORT = 65535;

    private UserAddress() {}

    static InetSocketAddress parse(String text) throws PeerFault {
        int colon = text.endsWith("]") || text.indexOf(':') < 0 ? text.length() : text.lastIndexOf(':');
        String host = text.substring(0, colon);
        String port = colon < text.length() ? text.substring(colon + 1) : "0";
        boolean address = host.startsWith("[") == host.endsWith("]")
                && (host.startsWith("[") ? Addresses.ipv6(host) != null : Addresses.ipv4(host) != null);
        if (!address || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MOST_PORT) {
            throw new PeerFault("USERADDR is no IP address and port");
        }
        return new InetSocketAddress(Addresses.parse(host), Integer.parseInt(port));
    }
}
