package org.tropea.directory.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(2, new Random(3));

    @Test
    void pausesGrowAndAreBounded() {
        long now = 1000;
        long longest = 0;
        assertTrue(backoff.isDue(now));
        for (int i = 0; i < 200; i++) {
            backoff.failed(now);
            long pause = backoff.next() - now;
            assertTrue(pause >= 2 && pause <= 3600, "pause " + pause);
            assertFalse(backoff.isDue(now));
            longest = Math.max(longest, pause);
            now = backoff.next();
            assertTrue(backoff.isDue(now));
        }
        assertTrue(longest > 60, "longest " + longest);
        assertEquals(200, backoff.failures());
    }

    @Test
    void successForgets() {
        backoff.failed(1000);
        backoff.succeeded();
        assertTrue(backoff.isDue(1000));
        assertEquals(0, backoff.failures());
        backoff.dueAt(5000);
        assertFalse(backoff.isDue(4999));
        assertTrue(backoff.isDue(5000));
    }

    @Test
    void beingTriedMakesNoPauseLonger() {
        for (int i = 0; i < 100; i++) {
            backoff.tried(1000);
            assertTrue(backoff.next() >= 1002 && backoff.next() < 1005, "next " + backoff.next());
        }
        assertEquals(0, backoff.failures());
        backoff.failed(1000);
        assertTrue(backoff.next() < 1005, "the first pause is a short one");
    }
}
