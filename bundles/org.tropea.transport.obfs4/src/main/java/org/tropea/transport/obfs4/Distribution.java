package org.tropea.transport.obfs4;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Up to a hundred values from 0 to a maximum, each with a weight, all drawn from a seed (obfs4-spec 6, ScrambleSuit 4).
 * Seed to table is what obfs4proxy computes, number by number; which value comes next is up to the caller's generator.
 * Values are drawn by Vose's alias method. Immutable.
 */
final class Distribution {
    private static final int MOST_VALUES = 100;

    private final int[] values;
    private final double[] chance;
    private final int[] other;

    /** The distribution of {@code seed}, {@link SipChain#SEED} bytes, over 0 to {@code maximum}. */
    Distribution(byte[] seed, int maximum) {
        SeededRandom random = new SeededRandom(seed);
        int[] order = random.permutation(maximum + 1);
        int count = random.below(Math.min(maximum + 1, MOST_VALUES)) + 1;
        values = Arrays.copyOf(order, count);
        chance = new double[count];
        other = new int[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = random.fraction();
        }
        share(scaled(weights));
    }

    /** The weights, so that they average 1. */
    private static double[] scaled(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] scaled = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = weights[i] * weights.length / sum;
        }
        return scaled;
    }

    /** Fills each light column up to 1 with a part of a heavy one. */
    private void share(double[] scaled) {
        ArrayDeque<Integer> light = new ArrayDeque<>();
        ArrayDeque<Integer> heavy = new ArrayDeque<>();
        for (int i = 0; i < scaled.length; i++) {
            (scaled[i] < 1 ? light : heavy).add(i);
        }
        while (!light.isEmpty() && !heavy.isEmpty()) {
            int poor = light.remove();
            int rich = heavy.remove();
            chance[poor] = scaled[poor];
            other[poor] = rich;
            scaled[rich] = scaled[rich] + scaled[poor] - 1;
            (scaled[rich] < 1 ? light : heavy).add(rich);
        }
        heavy.forEach(i -> chance[i] = 1);
        light.forEach(i -> chance[i] = 1); // rounding left them over
    }

    /** A value drawn with {@code random}. */
    int sample(RandomGenerator random) {
        int column = random.nextInt(values.length);
        return values[random.nextDouble() <= chance[column] ? column : other[column]];
    }

    int size() {
        return values.length;
    }

    int value(int column) {
        return values[column];
    }

    double chance(int column) {
        return chance[column];
    }

    int other(int column) {
        return other[column];
    }
}
