package org.tropea.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.Position;

/**
 * The relays that may stand at one place of a path, with their weights at its position summed up: drawing one looks at
 * a few of them only. Immutable; for one view.
 */
final class NodeTable {
    /** Draws before all relays are looked at: where one in ten fits, 99.5 % of the choices need no more. */
    private static final int TRIES = 50;

    private final NetworkView view;
    private final Position position;
    private final List<Node> nodes = new ArrayList<>();
    private final double[] sums;

    /** Of those relays of {@code view} that are {@code allowed}. */
    NodeTable(NetworkView view, Position position, Predicate<Node> allowed) {
        this.view = view;
        this.position = position;
        view.nodes().stream().filter(allowed).forEach(nodes::add);
        sums = new double[nodes.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += view.weight(nodes.get(i), position);
            sums[i] = sum;
        }
    }

    /**
     * One of those that fit, by their weights, evenly when none of them has any; null when none fits. Drawing from all
     * until one fits gives each of these the same chance as drawing from these alone.
     */
    Node draw(Predicate<Node> fits, RandomGenerator random) {
        double all = sums.length == 0 ? 0 : sums[sums.length - 1];
        for (int i = 0; all > 0 && i < TRIES; i++) {
            Node node = nodes.get(at(random.nextDouble() * all));
            if (fits.test(node)) {
                return node;
            }
        }
        return WeightedChoice.of(nodes.stream().filter(fits).toList(), view, position, random);
    }

    /** The first relay whose sum is above {@code point}, which is below the last sum. */
    private int at(double point) {
        int found = Arrays.binarySearch(sums, point);
        int index = found < 0 ? -found - 1 : found;
        while (sums[index] <= point) {
            index++;
        }
        return index;
    }

    /** How many of them there are that fit. */
    long count(Predicate<Node> fits) {
        return nodes.stream().filter(fits).count();
    }
}
