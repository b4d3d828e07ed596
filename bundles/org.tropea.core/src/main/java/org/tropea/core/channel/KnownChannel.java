package org.tropea.core.channel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;

/**
 * What other loops know of a channel to a relay: how it was when it began to open, or opened. Immutable.
 *
 * @param addresses where it goes or, while opening, may go
 */
record KnownChannel(
        long id,
        int loop,
        boolean open,
        PeerIdentity peer,
        boolean canonical,
        List<InetAddress> addresses,
        long createdAt) {

    static KnownChannel of(RelayChannel channel) {
        boolean open = channel.state() == ChannelState.OPEN;
        return new KnownChannel(
                channel.id(),
                channel.loop().index(),
                open,
                open ? channel.peer() : channel.target().identity(),
                channel.canonical(),
                open ? address(channel) : addresses(channel.target()),
                channel.createdAt());
    }

    /** The same in the loop at {@code other}. */
    KnownChannel in(int other) {
        return new KnownChannel(id, other, open, peer, canonical, addresses, createdAt);
    }

    private static List<InetAddress> address(RelayChannel channel) {
        boolean known = channel.remote() instanceof InetSocketAddress remote && remote.getAddress() != null;
        return known ? List.of(((InetSocketAddress) channel.remote()).getAddress()) : List.of();
    }

    private static List<InetAddress> addresses(ChannelTarget target) {
        return target.addresses().stream().map(InetSocketAddress::getAddress).toList();
    }

    PeerIdentity key() {
        return PeerIndex.key(peer);
    }

    /** Whether its loop would take it for a circuit to {@code target}, or wait for it. */
    boolean suits(ChannelTarget target, long now) {
        return peer.matches(target.identity())
                && now - createdAt < PeerIndex.TOO_OLD
                && (open && canonical || addresses(target).stream().anyMatch(addresses::contains));
    }

    /** Open before opening, then as within a loop. */
    boolean isBetterThan(KnownChannel other) {
        if (open != other.open) {
            return open;
        }
        return canonical != other.canonical ? canonical : createdAt < other.createdAt;
    }
}
