package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.tropea.authority.flags.Observed;

class RelayHistoryTest {
    private static final long NOW = 1_800_000_000L;
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 5001);
    private static final InetSocketAddress THERE = new InetSocketAddress("127.0.0.2", 5001);

    private final RelayHistory history = new RelayHistory();

    @Test
    void aRunThatLastsCountsUpToNow() {
        history.reached(HERE, NOW, 0);
        history.reached(HERE, NOW + 50, 0);
        assertEquals(new Observed.History(100, 100, 1, 100), history.at(NOW + 100));
    }

    @Test
    void downtimeLowersTheFractionAndEndsTheRun() {
        history.reached(HERE, NOW, 0);
        history.down(NOW + 300);
        Observed.History down = history.at(NOW + 400);
        assertEquals(new Observed.History(0, 300, 0.75, 400), down);
        history.reached(HERE, NOW + 400, 0);
        assertEquals(new Observed.History(100, 200, 0.8, 500), history.at(NOW + 500));
    }

    @Test
    void beingDownOnceMoreChangesNothing() {
        history.reached(HERE, NOW, 0);
        history.down(NOW + 300);
        history.down(NOW + 350);
        assertEquals(NOW + 300, history.startOfDowntime);
        assertEquals(1, history.runWeights);
    }

    @Test
    void anotherAddressCountsAsDowntime() {
        history.reached(HERE, NOW, 0);
        history.reached(THERE, NOW + 1000, 240);
        assertEquals(760, history.runLength);
        assertEquals(1000, history.timeKnown);
        assertEquals(NOW + 1000, history.startOfRun);
        assertEquals(0, history.startOfDowntime);
    }

    @Test
    void aPenaltyLongerThanTheRunTakesFromWhatWas() {
        history.runLength = 500;
        history.uptime = 100;
        history.reached(HERE, NOW, 0);
        history.reached(THERE, NOW + 40, 240);
        assertEquals(300, history.runLength);
        assertEquals(0, history.uptime);
    }

    @Test
    void aRelayThatWasNeverSeenHasNothing() {
        assertEquals(new Observed.History(0, 0, 0, 0), history.at(NOW));
        assertTrue(history.isForgotten());
    }

    @Test
    void oldTimesCountLessUntilTheyAreForgotten() {
        history.reached(HERE, NOW, 0);
        history.down(NOW + 1000);
        history.discount(0.95);
        assertEquals(950, history.runLength);
        assertEquals(0.95, history.runWeights, 1e-9);
        assertEquals(950, history.uptime);
        assertFalse(history.isForgotten());
        for (int i = 0; i < 200; i++) {
            history.discount(0.95);
        }
        assertTrue(history.isForgotten());
    }

    @Test
    void aSybilLosesAllItHad() {
        history.reached(HERE, NOW, 0);
        history.pessimal(NOW + 1000);
        assertEquals(0, history.at(NOW + 1000).timeBetweenFailures());
        assertEquals(0, history.at(NOW + 1000).uptimeFraction());
    }
}
