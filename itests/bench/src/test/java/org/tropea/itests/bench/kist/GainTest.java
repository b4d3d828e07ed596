package org.tropea.itests.bench.kist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdict. */
class GainTest {
    private static Run run(double bulk, Double... fetches) {
        return new Run(List.of(fetches), bulk);
    }

    @Test
    void isThatOfTheMediansOfTheRounds() {
        Gain gain = Gain.of(
                List.of(run(40, 0.1, 0.3, 0.2), run(38, 0.9), run(39, 0.1)), List.of(run(40, 0.4), run(40, 0.6, 0.2)));
        assertEquals(0.5, gain.fetch(), 1e-9);
        assertEquals(0.975, gain.bulk(), 1e-9);
    }

    @Test
    void aThirdLessTimeSuffices() {
        assertTrue(new Gain(0.33, 0.96).suffices(null));
        assertFalse(new Gain(0.29, 0.96).suffices(null));
    }

    @Test
    void soDoesNearlyWhatCtorGains() {
        assertTrue(new Gain(0.16, 1).suffices(new Gain(0.2, 1)));
        assertFalse(new Gain(0.16, 1).suffices(new Gain(0.22, 1)));
    }

    @Test
    void notAtTheCostOfBulkTraffic() {
        assertFalse(new Gain(0.9, 0.94).suffices(new Gain(0.2, 0.9)));
    }

    @Test
    void aRunWithoutFetchesHasNoMedian() {
        assertThrows(IllegalStateException.class, () -> run(40).fetchMillis());
    }
}
