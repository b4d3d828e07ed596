package org.tropea.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ObservedBandwidthTest {
    private final ObservedBandwidth observed = new ObservedBandwidth();
    private long read;
    private long written;

    private void seconds(int count, long readPerSecond, long writtenPerSecond) {
        for (int i = 0; i < count; i++) {
            read += readPerSecond;
            written += writtenPerSecond;
            observed.sample(read, written);
        }
    }

    @Test
    void nothingIsKnownInTheFirstTenSeconds() {
        seconds(10, 1000, 1000);
        assertEquals(0, observed.bytesPerSecond());
        seconds(1, 1000, 1000);
        assertEquals(1000, observed.bytesPerSecond());
    }

    @Test
    void isTheBestTenSecondsNotTheBestOne() {
        seconds(20, 0, 0);
        seconds(1, 5000, 5000);
        seconds(20, 0, 0);
        assertEquals(500, observed.bytesPerSecond());
    }

    @Test
    void isTheLowerOneOfReadAndWritten() {
        seconds(30, 4000, 300);
        assertEquals(300, observed.bytesPerSecond());
    }

    @Test
    void theBestIsKeptForFiveDays() {
        seconds(20, 0, 0);
        seconds(10, 9000, 9000);
        seconds(119 * 3600, 10, 10);
        assertEquals(9000, observed.bytesPerSecond());
        seconds(3600, 10, 10);
        assertEquals(10, observed.bytesPerSecond());
    }
}
