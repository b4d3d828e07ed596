package org.tropea.core.circuitmux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ActivityClockTest {
    private static final long HALFLIFE = 30_000_000_000L;

    private final ActivityClock clock = new ActivityClock(HALFLIFE, 0);

    @Test
    void aCellNowWeighsTwiceOneOfAHalflifeAgo() {
        double before = clock.weight(0);
        assertEquals(2 * before, clock.weight(HALFLIFE), 1e-9);
    }

    @Test
    void isComputedAtMostOncePerMillisecond() {
        double at = clock.weight(HALFLIFE);
        assertEquals(at, clock.weight(HALFLIFE + 999_999));
        assertTrue(clock.weight(HALFLIFE + 1_000_000) > at);
    }

    @Test
    void neverOverflowsAndKeepsRatiosAcrossAScaleChange() {
        long late = 399 * HALFLIFE;
        double old = clock.weight(late);
        int scale = clock.scale();
        double young = clock.weight(late + 2 * HALFLIFE);
        assertEquals(scale + 1, clock.scale());
        assertEquals(4, young / clock.rescaled(old, scale), 1e-9);
    }

    @Test
    void activityOfYearsAgoIsZeroAndNotGarbage() {
        double old = clock.weight(0);
        int scale = clock.scale();
        double young = clock.weight(20_000 * HALFLIFE);
        assertTrue(young >= 1 && young < Double.MAX_VALUE);
        assertEquals(0, clock.rescaled(old, scale));
    }

    @Test
    void anotherHalflifeKeepsTheWeightOfThisMoment() {
        double before = clock.weight(5 * HALFLIFE);
        clock.halflife(HALFLIFE / 2, 5 * HALFLIFE);
        assertEquals(before, clock.weight(5 * HALFLIFE), before * 1e-6);
        assertEquals(2 * before, clock.weight(5 * HALFLIFE + HALFLIFE / 2), before * 1e-6);
    }
}
