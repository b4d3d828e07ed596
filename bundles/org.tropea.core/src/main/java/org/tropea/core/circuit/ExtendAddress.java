package org.tropea.core.circuit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.tropea.net.option.Addresses;

/** Which addresses a client may have us connect to. Stateless. */
final class ExtendAddress {
    private ExtendAddress() {}

    /** Whether a relay can listen there: a port, a unicast address, and a public one unless {@code allowPrivate}. */
    static boolean isValid(InetSocketAddress address, boolean allowPrivate) {
        InetAddress ip = address.getAddress();
        return address.getPort() != 0
                && !ip.isAnyLocalAddress()
                && !ip.isMulticastAddress()
                && (allowPrivate || !Addresses.isInternal(ip));
    }
}
