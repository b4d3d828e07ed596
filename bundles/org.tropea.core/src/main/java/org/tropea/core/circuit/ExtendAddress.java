package org.tropea.core.circuit;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Which addresses a client may have us connect to. Stateless. */
final class ExtendAddress {
    private ExtendAddress() {}

    /** Whether a relay can listen there: a port, a unicast address, and a public one unless {@code allowPrivate}. */
    static boolean isValid(InetSocketAddress address, boolean allowPrivate) {
        InetAddress ip = address.getAddress();
        return address.getPort() != 0
                && !ip.isAnyLocalAddress()
                && !ip.isMulticastAddress()
                && (allowPrivate || !isPrivate(ip));
    }

    private static boolean isPrivate(InetAddress ip) {
        byte[] bytes = ip.getAddress();
        return ip.isLoopbackAddress()
                || ip.isLinkLocalAddress()
                || ip.isSiteLocalAddress()
                || (bytes.length == 4 ? isPrivate4(bytes) : (bytes[0] & 0xfe) == 0xfc);
    }

    /** "This" network (RFC 1122) and carrier-grade NAT (RFC 6598), which Java does not tell. */
    private static boolean isPrivate4(byte[] bytes) {
        return bytes[0] == 0 || bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    }
}
