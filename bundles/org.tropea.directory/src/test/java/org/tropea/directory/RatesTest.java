package org.tropea.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tropea.testkit.TestScope;

class RatesTest {
    private static Rates rates(String... options) {
        return Rates.of(TestScope.of(options).options());
    }

    @Test
    void defaultsAreAGigabyte() {
        assertEquals(new Rates(1L << 30, 1L << 30), rates());
    }

    @Test
    void theLowestLimitIsAdvertised() {
        assertEquals(new Rates(200 * 1024, 1L << 20), rates("BandwidthRate", "200 KB", "BandwidthBurst", "1 MB"));
        assertEquals(
                new Rates(100 * 1024, 300 * 1024),
                rates("RelayBandwidthRate", "100 KB", "RelayBandwidthBurst", "300 KB"));
        assertEquals(new Rates(80 * 1024, 1L << 30), rates("MaxAdvertisedBandwidth", "80 KB"));
    }

    @Test
    void oneRelayLimitStandsForBoth() {
        assertEquals(new Rates(100 * 1024, 100 * 1024), rates("RelayBandwidthBurst", "100 KB"));
    }
}
