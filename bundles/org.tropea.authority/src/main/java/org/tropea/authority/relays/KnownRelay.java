package org.tropea.authority.relays;

import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.value.Octets;

/** One relay that an authority knows. Times are seconds since 1970, 0: never. On the conductor; commands see copies. */
final class KnownRelay {
    private final Octets identity;
    private volatile ServerDescriptor descriptor;
    private Standing standing;

    /** When its IPv4 address was reached last. */
    long reached;
    /** When its first IPv6 address was reached last. */
    long reachedIpv6;
    /** When it last connected to us and proved who it is: which says nothing about its own address. */
    long came;
    /** When it was tested last. */
    long tested;
    /** How the last test failed; empty when it did not. */
    String failure = "";
    /** Whether it was running when that was last looked at. */
    boolean running;

    KnownRelay(ServerDescriptor descriptor, Standing standing) {
        this.identity = descriptor.rsaIdentity();
        this.descriptor = descriptor;
        this.standing = standing;
    }

    void replace(ServerDescriptor newer, Standing newStanding) {
        descriptor = newer;
        standing = newStanding;
    }

    void standing(Standing now) {
        standing = now;
    }

    Octets identity() {
        return identity;
    }

    ServerDescriptor descriptor() {
        return descriptor;
    }

    Standing standing() {
        return standing;
    }

    @Override
    public String toString() {
        return "$" + identity + "~" + descriptor.facts().nickname();
    }
}
