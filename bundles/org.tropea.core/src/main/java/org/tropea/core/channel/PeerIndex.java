package org.tropea.core.channel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;

/** The open channels to relays by RSA identity, and the choice among several to one relay. Touched only by one loop. */
final class PeerIndex {
    /** Older channels take no new circuits, so that they come to an end. */
    static final long TOO_OLD = 7L * 24 * 3600 * 1_000_000_000L;

    private final Map<PeerIdentity, List<RelayChannel>> channels = new HashMap<>();

    void add(RelayChannel channel) {
        if (!channel.isClient()) {
            channels.computeIfAbsent(key(channel.peer()), none -> new ArrayList<>(1))
                    .add(channel);
        }
    }

    void remove(RelayChannel channel) {
        List<RelayChannel> same = channel.isClient() ? null : channels.get(key(channel.peer()));
        if (same != null && same.remove(channel) && same.isEmpty()) {
            channels.remove(key(channel.peer()));
        }
    }

    /** The best channel that leads to {@code target}; null when there is none. */
    RelayChannel best(ChannelTarget target, long now) {
        RelayChannel best = null;
        for (RelayChannel channel : channels.getOrDefault(key(target.identity()), List.of())) {
            if (suits(channel, target) && now - channel.createdAt() < TOO_OLD && isBetter(channel, best)) {
                best = channel;
            }
        }
        return best;
    }

    /** The one of {@code channels} that is on its way to {@code target}; null when there is none. */
    static RelayChannel opening(List<RelayChannel> channels, ChannelTarget target) {
        for (RelayChannel channel : channels) {
            if (channel.state() == ChannelState.OPENING
                    && channel.target() != null
                    && channel.target().identity().matches(target.identity())
                    && goesTo(channel, target)) {
                return channel;
            }
        }
        return null;
    }

    /** Whether it is to that relay, and the relay called the address its own or it is the address asked for. */
    static boolean suits(RelayChannel channel, ChannelTarget target) {
        return channel.state() == ChannelState.OPEN
                && channel.peer().matches(target.identity())
                && (channel.canonical() || goesTo(channel, target));
    }

    /** Whether {@code channel} goes, or is to go, to the IP address of one of {@code target}'s addresses. */
    static boolean goesTo(RelayChannel channel, ChannelTarget target) {
        for (InetSocketAddress address : target.addresses()) {
            if (goesTo(channel, address.getAddress())) {
                return true;
            }
        }
        return false;
    }

    private static boolean goesTo(RelayChannel channel, InetAddress ip) {
        if (channel.state() == ChannelState.OPENING && channel.target() != null) {
            return channel.target().addresses().stream().anyMatch(address -> ip.equals(address.getAddress()));
        }
        return channel.remote() instanceof InetSocketAddress remote && ip.equals(remote.getAddress());
    }

    /** Canonical before others, then the older one: nobody can draw circuits over to a new channel. */
    private static boolean isBetter(RelayChannel channel, RelayChannel best) {
        if (best == null) {
            return true;
        }
        if (channel.canonical() != best.canonical()) {
            return channel.canonical();
        }
        return channel.createdAt() != best.createdAt()
                ? channel.createdAt() < best.createdAt()
                : channel.mux().circuits() > best.mux().circuits();
    }

    static PeerIdentity key(PeerIdentity peer) {
        return new PeerIdentity(peer.rsa(), null);
    }
}
