package org.tropea.path;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.Position;

/** Chooses one of several relays by their weights at a position; evenly when none has any. */
final class WeightedChoice {
    private WeightedChoice() {}

    /** Null when there is nothing to choose from. */
    static Node of(List<Node> candidates, NetworkView view, Position position, RandomGenerator random) {
        if (candidates.isEmpty()) {
            return null;
        }
        double[] sums = new double[candidates.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += view.weight(candidates.get(i), position);
            sums[i] = sum;
        }
        if (sum <= 0) {
            return candidates.get(random.nextInt(sums.length));
        }
        double point = random.nextDouble() * sum;
        int chosen = 0;
        while (sums[chosen] <= point) {
            chosen++;
        }
        return candidates.get(chosen);
    }
}
