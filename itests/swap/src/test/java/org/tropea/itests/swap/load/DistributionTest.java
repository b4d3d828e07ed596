package org.tropea.itests.swap.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private final Distribution five = new Distribution(List.of(5.0, 1.0, 4.0, 2.0, 3.0));

    @Test
    void aPercentileIsAValueThatSoManyDoNotExceed() {
        assertEquals(1, five.percentile(0));
        assertEquals(3, five.percentile(60));
        assertEquals(4, five.percentile(61));
        assertEquals(5, five.percentile(99));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleOnes() {
        assertEquals(2.5, new Distribution(List.of(4.0, 1.0, 2.0, 3.0)).median());
        assertEquals(3, five.median());
    }

    @Test
    void ofNothingNothingIsKnown() {
        assertTrue(Double.isNaN(new Distribution(List.of()).median()));
        assertTrue(Double.isNaN(new Distribution(List.of()).percentile(99)));
    }
}
