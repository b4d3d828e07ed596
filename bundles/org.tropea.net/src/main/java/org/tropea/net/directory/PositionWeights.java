package org.tropea.net.directory;

import java.util.Map;

/** The bandwidth weights of one consensus as factors (dir-spec 3.8.3). Immutable. */
final class PositionWeights {
    private final double[][] plain = new double[Position.values().length][];
    private final double[] directory = new double[Position.values().length];

    /** A consensus without all of its weights counts bandwidth alone. */
    PositionWeights(Map<String, Integer> weights, int scale) {
        set(weights, scale, Position.GUARD, "Wgm", "Wgg", "Wge", "Wgd", "Wgb");
        set(weights, scale, Position.MIDDLE, "Wmm", "Wmg", "Wme", "Wmd", "Wmb");
        set(weights, scale, Position.EXIT, "Wem", "Weg", "Wee", "Wed", "Web");
        set(weights, scale, Position.DIRECTORY, "Wbm", "Wbg", "Wbe", "Wbd", "Wbb");
    }

    private void set(Map<String, Integer> weights, int scale, Position position, String... names) {
        double[] factors = new double[4];
        for (int i = 0; i < factors.length; i++) {
            factors[i] =
                    weights.isEmpty() ? 1 : factor(weights.getOrDefault(names[i], otherwise(names[i], scale)), scale);
        }
        plain[position.ordinal()] = factors;
        directory[position.ordinal()] = factor(weights.getOrDefault(names[4], scale), scale);
    }

    /** No consensus names Wge: exits that are no guards are none. */
    private static int otherwise(String name, int scale) {
        return name.equals("Wge") ? 0 : scale;
    }

    private static double factor(int weight, int scale) {
        return Math.max(0, Math.min(scale, weight)) / (double) scale;
    }

    double weight(Node node, Position position) {
        int kind = (node.has(NodeFlag.GUARD) ? 1 : 0) + (node.isExit() ? 2 : 0);
        double factor = plain[position.ordinal()][kind];
        return node.bandwidth() * factor * (node.has(NodeFlag.V2DIR) ? directory[position.ordinal()] : 1);
    }
}
