package org.tropea.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CompanionsTest {
    private final Companions companions = new Companions();

    /** Channels 1 and 2 in the first loop, 3 and 4 in the second. */
    CompanionsTest() {
        companions.at(1, 0);
        companions.at(2, 0);
        companions.at(3, 1);
        companions.at(4, 1);
    }

    @Test
    void pairsThatCrossAreWorthAnExchangeAndThenNoMore() {
        companions.together(1, 3, 1_000);
        companions.together(4, 2, 1_000);
        assertEquals(2_000, companions.saved(1, 4));
        companions.at(1, 1);
        companions.at(4, 0);
        assertEquals(0, companions.saved(2, 3));
        assertEquals(0, companions.saved(4, 1));
    }

    @Test
    void whoCarriesTogetherDoesNotGainByChangingPlaces() {
        companions.together(1, 3, 1_000);
        companions.together(4, 2, 1_000);
        assertEquals(0, companions.saved(1, 3));
    }

    @Test
    void evenTrafficIsNotWorthAnExchange() {
        companions.together(1, 2, 1_000);
        companions.together(1, 3, 1_000);
        companions.together(1, 4, 1_000);
        companions.together(2, 3, 1_000);
        companions.together(2, 4, 1_000);
        companions.together(3, 4, 1_000);
        assertEquals(0, companions.saved(1, 3));
        assertEquals(0, companions.saved(2, 4));
    }

    @Test
    void whatIsGoneOrUnknownCountsNothing() {
        companions.together(1, 3, 1_000);
        companions.together(4, 2, 1_000);
        companions.gone(3);
        companions.together(1, 99, 1_000_000);
        assertEquals(1_000, companions.saved(1, 4));
        companions.gone(2);
        assertEquals(0, companions.saved(1, 4));
    }

    @Test
    void whatWasLatelyCountsMost() {
        companions.together(1, 2, 1 << 20);
        for (int i = 0; i < 20; i++) {
            companions.together(1, 3, 1 << 18);
            companions.together(4, 2, 1 << 18);
        }
        assertTrue(companions.saved(1, 4) > 0);
    }
}
