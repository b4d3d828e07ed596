package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "17 bytes, 17",
        "1KB, 1024",
        "75 KBytes, 76800",
        "10 MBytes, 10485760",
        "3 M, 3145728",
        "1.5 GB, 1610612736",
        "8 KBits, 1024",
        "100 megabits, 13107200",
        "2 TBytes, 2199023255552"
    })
    void memory(String text, long bytes) {
        assertEquals(bytes, Units.bytes(text));
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30",
        "30 seconds, 30",
        "5 minutes, 300",
        "1 HOUR, 3600",
        "2 days, 172800",
        "1 week, 604800",
        "1 month, 2629728"
    })
    void seconds(String text, long seconds) {
        assertEquals(seconds, Units.seconds(text));
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "10 msec, 10", "1 second, 1000", "1.5 seconds, 1500", "2 minutes, 120000"})
    void millis(String text, long millis) {
        assertEquals(millis, Units.millis(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KB", "-1 KB", "5 bits", "1 parsec", "1 KB 2", "1,5 KB", "9000000000 GB"})
    void refusesOtherMemory(String text) {
        assertThrows(OptionFault.class, () -> Units.bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten seconds", "10 msec", "-1", "3000000000"})
    void refusesOtherSeconds(String text) {
        assertThrows(OptionFault.class, () -> Units.seconds(text));
    }
}
