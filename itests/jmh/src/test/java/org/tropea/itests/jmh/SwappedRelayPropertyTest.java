package org.tropea.itests.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is swapped under its traffic, none being there for a while included, a relay loses, repeats and reorders no
 * cell of any circuit. {@code -Dtropea.seeds=N} tries N seeds from {@code -Dtropea.seed=FIRST}.
 */
class SwappedRelayPropertyTest {
    private static final int STEPS = 1_000;

    static LongStream seeds() {
        long first = Long.getLong("tropea.seed", 1);
        return LongStream.range(first, first + Long.getLong("tropea.seeds", 6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cellsComeOutAsTheyWentIn(long seed) throws Exception {
        run(seed, new SwappedRelay(seed, 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void soTheyDoThroughSeveralLoops(long seed) throws Exception {
        SwappedRelay relay = new SwappedRelay(seed, 3);
        run(seed, relay);
        assertEquals(2, relay.loopsUsed(), "the next relay is reached from another loop than the client's");
    }

    private static void run(long seed, SwappedRelay relay) {
        int step = 0;
        try {
            for (; step < STEPS; step++) {
                relay.step();
            }
            relay.drain();
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError("seed " + seed + ", step " + step + ": " + broken.getMessage(), broken);
        }
        assertTrue(relay.cells() > STEPS, relay.cells() + " cells went through");
    }
}
