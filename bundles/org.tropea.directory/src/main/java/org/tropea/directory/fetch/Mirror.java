package org.tropea.directory.fetch;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.origin.Hop;
import org.tropea.net.directory.Node;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.FallbackDirLine;
import org.tropea.net.option.PortLine;

/**
 * Somebody who has directory documents. Immutable by agreement.
 *
 * @param name how people know it
 * @param identity its RSA identity, and its Ed25519 one where known
 * @param orAddresses where its ORPort is; empty when not known
 * @param dirAddress where its DirPort is, or null
 * @param ntorKey its ntor key, or null: then a circuit to it begins by CREATE_FAST
 * @param weight how often it is chosen, compared with others of its kind
 */
public record Mirror(
        String name,
        PeerIdentity identity,
        List<InetSocketAddress> orAddresses,
        InetSocketAddress dirAddress,
        byte[] ntorKey,
        double weight) {

    static Mirror of(DirAuthorityLine line) {
        String name = line.nickname().isEmpty() ? line.address() + ":" + line.dirPort() : line.nickname();
        List<InetSocketAddress> or = new ArrayList<>();
        if (line.orPort() > 0) {
            or.add(address(line.address(), line.orPort()));
            line.ipv6().ifPresent(text -> or.add(ipv6(text)));
        }
        return new Mirror(
                name,
                rsa(line.fingerprint()),
                List.copyOf(or),
                address(line.address(), line.dirPort()),
                null,
                line.weight());
    }

    static Mirror of(FallbackDirLine line) {
        List<InetSocketAddress> or = new ArrayList<>(List.of(address(line.address(), line.orPort())));
        line.ipv6().ifPresent(text -> or.add(ipv6(text)));
        return new Mirror(
                "$" + line.fingerprint(),
                rsa(line.fingerprint()),
                List.copyOf(or),
                address(line.address(), line.dirPort()),
                null,
                line.weight());
    }

    /** A relay of the consensus. */
    public static Mirror of(Node node) {
        InetSocketAddress ipv4 = node.address(false);
        boolean hasDirPort = node.dirPort() > 0 && ipv4 != null;
        return new Mirror(
                node.nickname(),
                new PeerIdentity(node.rsaId(), node.ed25519Id()),
                node.addresses(),
                hasDirPort ? new InetSocketAddress(ipv4.getAddress(), node.dirPort()) : null,
                node.ntorKey(),
                Math.max(1, node.bandwidth()));
    }

    private static PeerIdentity rsa(String fingerprint) {
        return new PeerIdentity(HexFormat.of().parseHex(fingerprint), null);
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(Addresses.parse(host), port);
    }

    private static InetSocketAddress ipv6(String text) {
        PortLine line = PortLine.parse(text);
        return new InetSocketAddress(Addresses.parse(line.host()), line.port());
    }

    /** Its fingerprint, which tells mirrors apart. */
    public String key() {
        return HexFormat.of().withUpperCase().formatHex(identity.rsa());
    }

    /** It as the only hop of a circuit. */
    Hop hop() {
        return new Hop(new ChannelTarget(identity, orAddresses), ntorKey);
    }
}
