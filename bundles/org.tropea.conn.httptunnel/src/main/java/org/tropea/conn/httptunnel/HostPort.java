package org.tropea.conn.httptunnel;

import java.net.InetAddress;
import org.tropea.flow.entry.EntryHost;
import org.tropea.net.option.Addresses;

/**
 * {@code host:port}, as CONNECT's target and the Host header have it.
 *
 * @param host without brackets; null when it is no host
 * @param port 0 when none stands there, -1 when it is no port
 */
record HostPort(String host, int port) {
    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.endsWith("]");
        String host = bare ? text : text.substring(0, colon);
        String digits = bare ? "0" : text.substring(colon + 1);
        int port = digits.matches("\\d{1,5}") && Integer.parseInt(digits) < 65536 ? Integer.parseInt(digits) : -1;
        return new HostPort(EntryHost.normal(host), port);
    }

    /** Whether it means this machine. */
    boolean isLocal() {
        if (host == null || port < 0) {
            return false;
        }
        InetAddress address = EntryHost.isAddress(host) ? Addresses.parse(host) : null;
        return address == null ? host.equalsIgnoreCase("localhost") : address.isLoopbackAddress();
    }
}
