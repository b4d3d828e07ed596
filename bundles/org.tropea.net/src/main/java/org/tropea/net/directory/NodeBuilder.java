package org.tropea.net.directory;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.tropea.net.policy.PortPolicy;

/** Collects what is known of one relay; {@link #build} makes the {@link Node}. One thread; the arrays are not copied. */
public final class NodeBuilder {
    final byte[] rsaId;
    byte[] ed25519Id;
    byte[] ntorKey;
    String nickname = "Unnamed";
    List<InetSocketAddress> addresses = List.of();
    int dirPort;
    int flags;
    long bandwidth;
    PortPolicy exits = PortPolicy.REJECT_ALL;
    PortPolicy exits6 = PortPolicy.REJECT_ALL;
    Protocols protocols = Protocols.NONE;
    List<String> family = List.of();
    Set<String> familyIds = Set.of();

    NodeBuilder(byte[] rsaId) {
        if (rsaId.length != 20) {
            throw new IllegalArgumentException("an RSA identity has 20 bytes, not " + rsaId.length);
        }
        this.rsaId = rsaId;
    }

    private NodeBuilder(NodeBuilder other) {
        rsaId = other.rsaId;
        ed25519Id = other.ed25519Id;
        ntorKey = other.ntorKey;
        nickname = other.nickname;
        addresses = other.addresses;
        dirPort = other.dirPort;
        flags = other.flags;
        bandwidth = other.bandwidth;
        exits = other.exits;
        exits6 = other.exits6;
        protocols = other.protocols;
        family = other.family;
        familyIds = other.familyIds;
    }

    /** See {@link Node#nickname()}. */
    public NodeBuilder nickname(String name) {
        nickname = name;
        return this;
    }

    /** See {@link Node#ed25519Id()}. */
    public NodeBuilder ed25519Id(byte[] id) {
        ed25519Id = id;
        return this;
    }

    /** See {@link Node#ntorKey()}. */
    public NodeBuilder ntorKey(byte[] key) {
        ntorKey = key;
        return this;
    }

    /** See {@link Node#addresses()}; addresses of one family keep their order. */
    public NodeBuilder addresses(List<InetSocketAddress> all) {
        List<InetSocketAddress> sorted = new ArrayList<>(all);
        sorted.sort(
                (a, b) -> a.getAddress().getAddress().length - b.getAddress().getAddress().length);
        addresses = List.copyOf(sorted);
        return this;
    }

    /** See {@link Node#dirPort()}. */
    public NodeBuilder dirPort(int port) {
        dirPort = port;
        return this;
    }

    /** See {@link Node#has}. */
    public NodeBuilder flags(Collection<NodeFlag> all) {
        flags = 0;
        all.forEach(flag -> flags |= 1 << flag.ordinal());
        return this;
    }

    /** See {@link Node#bandwidth()}. */
    public NodeBuilder bandwidth(long kilobytes) {
        bandwidth = kilobytes;
        return this;
    }

    /** See {@link Node#exits()}. */
    public NodeBuilder exits(PortPolicy policy) {
        exits = policy;
        return this;
    }

    /** See {@link Node#exits6()}. */
    public NodeBuilder exits6(PortPolicy policy) {
        exits6 = policy;
        return this;
    }

    /** See {@link Node#protocols()}. */
    public NodeBuilder protocols(Protocols spoken) {
        protocols = spoken;
        return this;
    }

    /** The words of the {@code family} line: {@code $FINGERPRINT}, {@code $FINGERPRINT~name}, nicknames. */
    public NodeBuilder family(List<String> words) {
        family = List.copyOf(words);
        return this;
    }

    /** See {@link Node#familyIds()}. */
    public NodeBuilder familyIds(Collection<String> ids) {
        familyIds = Set.copyOf(ids);
        return this;
    }

    /** The relay as it is described now; this builder may go on. */
    public Node build() {
        return new Node(new NodeBuilder(this));
    }
}
