package org.tropea.net.directory;

import java.net.InetSocketAddress;
import java.util.List;

/** Where a relay can be reached: a part of its scope from before it listens. Any thread. */
public final class OrAddresses {
    private volatile List<InetSocketAddress> advertised;

    /** Addresses to advertise, as {@link #advertised()}. */
    public OrAddresses(List<InetSocketAddress> advertised) {
        this.advertised = List.copyOf(advertised);
    }

    /**
     * Addresses with the ports really bound, for the descriptor and NETINFO; the first IPv4 one is the main address.
     * Empty until the relay listens, and when every ORPort says NoAdvertise.
     */
    public List<InetSocketAddress> advertised() {
        return advertised;
    }

    /** The relay listens, or listens elsewhere. */
    public void advertise(List<InetSocketAddress> addresses) {
        advertised = List.copyOf(addresses);
    }
}
