package org.tropea.client;

import java.net.InetAddress;
import java.util.Locale;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.net.directory.Node;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.EntryFlag;

/**
 * Where a request goes after all mapping. Immutable.
 *
 * @param kind what is wanted of the host
 * @param host a name, or an address without brackets
 * @param address the host as an address; null for a name
 * @param port the port; 0 when a name is asked for
 * @param ipv6 whether the exit's IPv6 policy decides
 * @param exit the nickname or fingerprint of the only exit that will do, as MapAddress or TrackHostExits may say; null for any
 * @param tracked whether TrackHostExits chose the exit, so that another one will do too
 */
record Target(
        EntryRequest.Kind kind,
        String host,
        InetAddress address,
        int port,
        boolean ipv6,
        String exit,
        boolean tracked) {

    static Target of(EntryRequest request, String host, String exit, boolean tracked) {
        InetAddress address = address(host);
        boolean ipv6 = address == null
                ? !request.source().port().has(EntryFlag.IPV4_TRAFFIC)
                : address.getAddress().length == 16;
        return new Target(request.kind(), host, address, request.port(), ipv6, exit, tracked);
    }

    /** The same by whichever exit. */
    Target anyExit() {
        return new Target(kind, host, address, port, ipv6, null, false);
    }

    /** The address that the text is; null for a name. Nothing is looked up. */
    static InetAddress address(String host) {
        boolean literal = Addresses.ipv4(host) != null || Addresses.ipv6(host) != null;
        return literal ? Addresses.parse(host) : null;
    }

    boolean isConnect() {
        return kind == EntryRequest.Kind.CONNECT;
    }

    /** Whether this relay may be the exit: its policy fits, and it is the one asked for. */
    boolean fits(Node node) {
        if (exit != null && !isExit(node)) {
            return false;
        }
        if (!isConnect()) {
            return !node.exits().rejectsAll() || !node.exits6().rejectsAll();
        }
        return (ipv6 ? node.exits6() : node.exits()).allows(port);
    }

    /** Whether this relay is the only exit that will do; only where there is one such. */
    boolean isExit(Node node) {
        String plain = exit.startsWith("$") ? exit.substring(1) : exit;
        return plain.toUpperCase(Locale.ROOT).equals(node.fingerprint()) || exit.equalsIgnoreCase(node.nickname());
    }

    @Override
    public String toString() {
        return isConnect() ? host + ":" + port : kind + " " + host;
    }
}
