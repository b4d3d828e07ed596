package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void startsFullAndRefillsByTime() {
        TokenBucket bucket = new TokenBucket(1_000, 5_000, 0);
        assertEquals(5_000, bucket.available(0));
        bucket.take(5_000);
        assertEquals(0, bucket.available(0));
        assertEquals(500, bucket.available(SECOND / 2));
        assertEquals(5_000, bucket.available(100 * SECOND));
    }

    @Test
    void manySmallRefillsLoseNothing() {
        TokenBucket bucket = new TokenBucket(100_003, 1_000_000_000, 0);
        bucket.take(1_000_000_000);
        for (long now = 0; now <= 10 * SECOND; now += 777_777) {
            bucket.available(now);
        }
        assertEquals(1_000_030, bucket.available(10 * SECOND), 2);
    }

    @Test
    void slowRatesEarnFractionsOfBytes() {
        TokenBucket bucket = new TokenBucket(1, 10, 0);
        bucket.take(10);
        for (long now = 0; now <= 3 * SECOND; now += SECOND / 1_000) {
            bucket.available(now);
        }
        assertEquals(3, bucket.available(3 * SECOND));
    }

    @Test
    void hugeRatesAndTimesDoNotOverflow() {
        TokenBucket bucket = new TokenBucket(Long.MAX_VALUE, Long.MAX_VALUE, -SECOND);
        bucket.take(1_000);
        assertEquals(bucket.burst(), bucket.available(Long.MAX_VALUE / 2));
    }

    @Test
    void debtIsPaidBeforeAnythingFlows() {
        TokenBucket bucket = new TokenBucket(1_000, 1_000, 0);
        bucket.take(1_500);
        assertTrue(bucket.available(SECOND / 4) < 0);
        assertEquals(500, bucket.available(SECOND));
    }

    @Test
    void adjustKeepsWhatFits() {
        TokenBucket bucket = new TokenBucket(1_000, 5_000, 0);
        bucket.adjust(2_000, 3_000);
        assertEquals(3_000, bucket.available(0));
        bucket.take(3_000);
        assertEquals(2_000, bucket.available(SECOND));
    }
}
