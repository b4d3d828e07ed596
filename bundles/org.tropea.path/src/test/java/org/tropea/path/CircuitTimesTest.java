package org.tropea.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CircuitTimesTest {
    private final TestNetwork network = new TestNetwork();
    private final Random random = new Random(5);
    private CircuitTimes times;

    @BeforeEach
    void start() {
        times = times(SavedState.EMPTY);
    }

    private CircuitTimes times(SavedState saved) {
        return new CircuitTimes(() -> network.view, () -> network.options, random, saved);
    }

    /** Times of a Pareto distribution from 200 ms on. */
    private void build(int count, double alpha) {
        for (int i = 0; i < count; i++) {
            times.built(Math.round(200 / Math.pow(1 - random.nextDouble(), 1 / alpha)));
        }
    }

    @Test
    void nothingIsLearntFromTooFew() {
        build(99, 2);
        assertEquals(60_000, times.timeoutMillis());
        assertTrue(times.isLearning());
        build(1, 2);
        assertFalse(times.isLearning());
        assertTrue(times.timeoutMillis() < 60_000);
    }

    @Test
    void fourFifthsOfAllCircuitsAreFasterThanTheTimeout() {
        build(1_000, 2);
        double exact = 200 / Math.pow(0.2, 0.5);
        assertEquals(exact, times.timeoutMillis(), exact * 0.1);
        assertEquals(60_000, times.closeMillis());
    }

    @Test
    void theQuantileIsTheConsensussToSay() {
        network.params.put("cbtquantile", 50);
        network.publish();
        build(1_000, 2);
        double exact = 200 / Math.pow(0.5, 0.5);
        assertEquals(exact, times.timeoutMillis(), exact * 0.1);
    }

    @Test
    void theTimeoutIsNeverAboveTheLongestTimeSeen() {
        for (int i = 0; i < 200; i++) {
            times.built(1_000 + i % 7);
        }
        assertTrue(times.timeoutMillis() <= 1_006);
    }

    @Test
    void manyTimeoutsInARowStartAnew() {
        build(200, 2);
        for (int i = 0; i < 17; i++) {
            times.networkLive();
            times.timedOut(true);
        }
        assertTrue(times.known() > 0);
        times.networkLive();
        times.timedOut(true);
        assertEquals(0, times.known());
        assertEquals(60_000, times.timeoutMillis());
    }

    @Test
    void fromAHighTimeoutOnItDoubles() {
        for (int i = 0; i < 18; i++) {
            times.networkLive();
            times.timedOut(true);
        }
        assertEquals(120_000, times.timeoutMillis());
        assertEquals(120_000, times.closeMillis());
    }

    @Test
    void timeoutsWithoutFirstHopOrNetworkSayNothing() {
        build(200, 2);
        for (int i = 0; i < 100; i++) {
            times.timedOut(false);
            times.timedOut(true);
        }
        assertEquals(200, times.known());
    }

    @Test
    void timesSurviveARestart() {
        build(300, 2);
        long learnt = times.timeoutMillis();
        List<String> bins = times.bins();
        CircuitTimes again = times(new SavedState(List.of(), bins));
        assertEquals(300, again.known());
        assertEquals(learnt, again.timeoutMillis(), learnt * 0.05);
        assertEquals(bins, again.bins());
    }

    @Test
    void withoutLearningTheOptionHolds() {
        network.options("LearnCircuitBuildTimeout", "0", "CircuitBuildTimeout", "7");
        build(300, 2);
        assertEquals(7_000, times.timeoutMillis());
        assertEquals(7_000, times.closeMillis());
        assertEquals(0, times.known());
    }
}
