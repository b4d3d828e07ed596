package org.tropea.net.directory;

import java.util.List;
import java.util.function.Predicate;

/** Which part of a network's paths can be built: what bootstrapping waits for. Stateless. */
final class PathFraction {
    private PathFraction() {}

    static double of(NetworkView view) {
        List<Node> usable = view.nodes().stream().filter(Node::isUsable).toList();
        double guards = fraction(view, usable, Position.GUARD, node -> node.has(NodeFlag.GUARD));
        double middles = fraction(view, usable, Position.MIDDLE, node -> true);
        boolean exits = usable.stream().anyMatch(Node::isExit);
        return guards * middles * (exits ? fraction(view, usable, Position.EXIT, Node::isExit) : middles);
    }

    private static double fraction(NetworkView view, List<Node> nodes, Position position, Predicate<Node> fits) {
        double total = 0;
        double present = 0;
        int all = 0;
        int complete = 0;
        for (Node node : nodes) {
            if (fits.test(node)) {
                double weight = view.weight(node, position);
                total += weight;
                present += node.isComplete() ? weight : 0;
                all++;
                complete += node.isComplete() ? 1 : 0;
            }
        }
        return total > 0 ? present / total : all > 0 ? complete / (double) all : 0;
    }
}
