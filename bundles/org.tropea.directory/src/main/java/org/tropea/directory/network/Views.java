package org.tropea.directory.network;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeBuilder;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.directory.Protocols;
import org.tropea.net.policy.PortPolicy;
import org.tropea.netdoc.micro.Microdescriptor;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.PortSummary;

/** Makes the view that clients and relays read from a microdesc consensus and the microdescriptors. Stateless. */
final class Views {
    private Views() {}

    static NetworkView of(Consensus consensus, Microdescs microdescs) {
        Schedule schedule = consensus.schedule();
        List<Node> nodes = new ArrayList<>(consensus.routers().size());
        for (RouterStatus router : consensus.routers()) {
            nodes.add(node(router, microdescs.find(router.microdescriptor())));
        }
        return new NetworkView(
                Instant.ofEpochSecond(schedule.validAfter()),
                Instant.ofEpochSecond(schedule.freshUntil()),
                Instant.ofEpochSecond(schedule.validUntil()),
                consensus.facts().params().values(),
                weights(consensus.facts().bandwidthWeights()),
                nodes);
    }

    private static Map<String, Integer> weights(NetParams weights) {
        return weights == null ? Map.of() : weights.values();
    }

    private static Node node(RouterStatus router, Microdescriptor micro) {
        NodeBuilder node = Node.of(router.identity().bytes())
                .nickname(router.nickname())
                .dirPort(router.dirPort())
                .flags(flags(router))
                .bandwidth(
                        router.bandwidth() == null
                                ? 0
                                : Math.max(0, router.bandwidth().bandwidth()))
                .protocols(
                        router.protocols() == null
                                ? Protocols.NONE
                                : Protocols.parse(router.protocols().toString()));
        List<InetSocketAddress> addresses = new ArrayList<>();
        addresses.add(new InetSocketAddress(router.address(), router.orPort()));
        addresses.addAll(router.orAddresses());
        if (micro != null) {
            micro.orAddresses().stream()
                    .filter(other -> !addresses.contains(other))
                    .forEach(addresses::add);
            described(node, micro);
        }
        return node.addresses(addresses).build();
    }

    private static void described(NodeBuilder node, Microdescriptor micro) {
        node.ntorKey(micro.ntorKey().bytes())
                .ed25519Id(
                        micro.ed25519Identity() == null
                                ? null
                                : micro.ed25519Identity().bytes())
                .family(micro.family())
                .familyIds(micro.familyIds())
                .exits(policy(micro.exitSummary()))
                .exits6(policy(micro.ipv6ExitSummary()));
    }

    private static PortPolicy policy(PortSummary summary) {
        return summary == null ? PortPolicy.REJECT_ALL : PortPolicy.parse(summary.toString());
    }

    private static List<NodeFlag> flags(RouterStatus router) {
        List<NodeFlag> flags = new ArrayList<>();
        router.flags().forEach(word -> NodeFlag.of(word).ifPresent(flags::add));
        return flags;
    }
}
