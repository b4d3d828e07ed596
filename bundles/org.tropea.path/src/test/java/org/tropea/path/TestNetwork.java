package org.tropea.path;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeBuilder;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.option.Options;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathChoice;
import org.tropea.net.path.PathRequest;
import org.tropea.net.policy.PortPolicy;

/** A network, options, a clock and the chooser that looks at them. */
final class TestNetwork {
    static final PathRequest EXIT = new PathRequest(PathRequest.Purpose.EXIT, node -> true, true, false);
    static final PathRequest DIRECTORY = new PathRequest(PathRequest.Purpose.DIRECTORY, node -> true, false, false);
    static final long START = 1_800_000_000_000L;

    final List<Node> nodes = new ArrayList<>();
    final Map<String, Integer> params = new HashMap<>();
    final Map<String, Integer> weights = new HashMap<>();
    final Random random = new Random(4);
    NetworkView view = NetworkView.NONE;
    Options options = Options.of(Map.of());
    long now = START;
    Chooser chooser = chooser(SavedState.EMPTY);

    Chooser chooser(SavedState saved) {
        return new Chooser(() -> view, () -> options, () -> now, random, node -> true, saved);
    }

    /** Relay {@code number} in a subnet of its own; not added yet. */
    static NodeBuilder relay(int number, NodeFlag... flags) {
        byte[] id = new byte[20];
        id[0] = (byte) (number >> 8);
        id[1] = (byte) number;
        id[19] = 1;
        Set<NodeFlag> all = new HashSet<>(List.of(flags));
        all.addAll(List.of(NodeFlag.RUNNING, NodeFlag.VALID, NodeFlag.FAST, NodeFlag.STABLE, NodeFlag.V2DIR));
        String address = (20 + number / 250) + "." + number % 250 + ".0.1";
        NodeBuilder builder = Node.of(id)
                .nickname("r" + number)
                .flags(all)
                .bandwidth(100)
                .ntorKey(new byte[32])
                .addresses(List.of(new InetSocketAddress(address, 9001)));
        return all.contains(NodeFlag.EXIT) ? builder.exits(PortPolicy.parse("accept 1-65535")) : builder;
    }

    TestNetwork add(NodeBuilder relay) {
        nodes.add(relay.build());
        return this;
    }

    /** So many guards, then middles, then exits. */
    TestNetwork add(int guards, int middles, int exits) {
        for (int i = 0; i < guards; i++) {
            add(relay(nodes.size(), NodeFlag.GUARD));
        }
        for (int i = 0; i < middles; i++) {
            add(relay(nodes.size()));
        }
        for (int i = 0; i < exits; i++) {
            add(relay(nodes.size(), NodeFlag.EXIT));
        }
        return this;
    }

    /** Shows the relays as they are now in a new view. */
    TestNetwork publish() {
        Instant time = Instant.ofEpochMilli(now);
        view = new NetworkView(time, time.plusSeconds(3600), time.plusSeconds(3 * 3600), params, weights, nodes);
        return this;
    }

    TestNetwork options(String... pairs) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        options = Options.of(map);
        return this;
    }

    PathChoice choose() throws NoPath {
        return chooser.choose(EXIT);
    }

    /** A choice whose circuit is given up at once. */
    List<Node> path() throws NoPath {
        PathChoice choice = choose();
        if (choice.guard() != null) {
            chooser.cancelled(choice.guard());
        }
        return choice.nodes();
    }
}
