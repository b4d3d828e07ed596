package org.tropea.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoopBalanceTest {
    private final LoopBalance balance = new LoopBalance(3);

    private void work(double... cells) {
        for (int loop = 0; loop < cells.length; loop++) {
            balance.carried(loop, cells[loop]);
        }
    }

    @Test
    void halfTheDifferenceGainsMost() {
        work(30_000, 10_000, 20_000);
        assertEquals(20_000, balance.gain(0, 10_000));
        assertTrue(balance.gain(0, 14_000) < 20_000);
        assertTrue(balance.gain(0, 14_000) > 0);
    }

    @Test
    void allOfItGainsNothing() {
        work(20_000, 0, 0);
        assertEquals(0, balance.gain(0, 20_000));
    }

    @Test
    void aTenthOfAllWorkMustBeGained() {
        work(36_000, 34_000, 30_000);
        assertEquals(0, balance.gain(0, 3_000));
        work(45_000, 25_000, 30_000);
        assertTrue(balance.gain(0, 6_000) > 0);
    }

    @Test
    void whatHasHardlyCarriedAnythingStays() {
        work(600, 0, 0);
        assertEquals(0, balance.gain(0, 300));
    }

    @Test
    void theLoopWithTheLeastGainsNothing() {
        work(30_000, 10_000, 20_000);
        assertEquals(0, balance.gain(1, 5_000));
    }

    @Test
    void aMoveCountsAtOnce() {
        work(30_000, 10_000, 20_000);
        balance.moved(0, 1, 10_000);
        assertEquals(0, balance.gain(0, 10_000));
    }

    @Test
    void halfOfWorkIsForgottenInTenSeconds() {
        Work work = new Work();
        work.second(1_000);
        for (int i = 0; i < 10; i++) {
            work.second(1_000);
        }
        assertEquals(500, work.recent(), 1);
    }
}
