package org.tropea.core.channel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;

/** What filters of choices may ask about channels, and about what a channel is to reach. */
public final class ChannelProperties {
    /** The properties of an open channel. */
    public static final List<String> OF_CHANNELS =
            List.of("id", "peer", "remote", "initiator", "linkProtocol", "canonical");
    /** The properties of what a channel is to reach; address and port have as many values as there are addresses. */
    public static final List<String> OF_TARGETS = List.of("peer", "address", "port");

    private ChannelProperties() {}

    static Map<String, Object> of(RelayChannel channel) {
        return Map.of(
                "id", channel.id(),
                "peer", peer(channel.peer()),
                "remote", address(channel.remote()),
                "initiator", channel.initiator(),
                "linkProtocol", channel.linkProtocol(),
                "canonical", channel.canonical());
    }

    static Map<String, Object> of(ChannelTarget target) {
        return Map.of(
                "peer", peer(target.identity()),
                "address",
                        target.addresses().stream()
                                .map(ChannelProperties::address)
                                .toList(),
                "port",
                        target.addresses().stream()
                                .map(InetSocketAddress::getPort)
                                .toList());
    }

    /** {@code $} and the fingerprint, or {@code client}. */
    private static String peer(PeerIdentity identity) {
        return identity.isKnown() ? identity.toString() : "client";
    }

    /** An IP address without its port; other kinds of address as they are. */
    private static String address(SocketAddress address) {
        InetAddress ip = address instanceof InetSocketAddress inet ? inet.getAddress() : null;
        return ip == null ? Objects.toString(address, "-") : ip.getHostAddress();
    }
}
