package org.tropea.core.conn;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Under random traffic, limits, swaps and closes, after every turn: a direction is shown to the selector if no reason is
 * held or TLS demands it, for one record then; reasons are held when and only when their facts hold; and when all is let
 * go, every byte arrives. {@code -Dtropea.seeds=N} tries N seeds from {@code -Dtropea.seed=FIRST}.
 */
class SuspensionPropertyTest {
    private static final int STEPS = 1_500;

    static LongStream seeds() {
        long first = Long.getLong("tropea.seed", 1);
        return LongStream.range(first, first + Long.getLong("tropea.seeds", 40));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reasonsAndInterestAgree(long seed) throws Exception {
        FlowWorld world = new FlowWorld(seed);
        int step = 0;
        try {
            for (; step < STEPS; step++) {
                world.step();
            }
            world.drain();
        } catch (Throwable broken) {
            throw new AssertionError("seed " + seed + ", step " + step + ": " + broken.getMessage(), broken);
        }
    }
}
