package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayFilterTest {
    private static final long TTL = 3 * 3_600_000L;

    private final ReplayFilter filter = new ReplayFilter(new Random(41), 4);

    private boolean seen(int code, long now) {
        return filter.seen(new byte[] {(byte) code, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, now);
    }

    @Test
    void remembersForThreeHours() {
        assertFalse(seen(1, 0));
        assertTrue(seen(1, TTL - 1));
        assertFalse(seen(1, TTL));
    }

    @Test
    void forgetsTheEldestOfTooMany() {
        for (int i = 0; i < 4; i++) {
            assertFalse(seen(i, i));
        }
        assertFalse(seen(4, 4));
        assertTrue(seen(3, 5));
        assertFalse(seen(0, 6));
    }

    @Test
    void aClockThatGoesBackEmptiesIt() {
        assertFalse(seen(1, 1000));
        assertFalse(seen(1, 999));
        assertTrue(seen(1, 1001));
    }
}
