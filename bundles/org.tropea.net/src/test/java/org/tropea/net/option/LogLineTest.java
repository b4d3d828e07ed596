package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    @ParameterizedTest
    @CsvSource({
        "notice, NOTICE, ERR, STDOUT, ''",
        "notice stdout, NOTICE, ERR, STDOUT, ''",
        "Info-Warn STDERR, INFO, WARN, STDERR, ''",
        "debug file /var/log/my relay.log, DEBUG, ERR, FILE, /var/log/my relay.log",
        "warn syslog, WARN, ERR, SYSLOG, ''",
        "'[handshake,~net]debug [*]notice-err stdout', DEBUG, ERR, STDOUT, ''"
    })
    void lines(String line, LogLine.Level lowest, LogLine.Level highest, LogLine.Target target, String file) {
        assertEquals(new LogLine(lowest, highest, target, file), LogLine.parse(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "loud stdout",
                "warning stdout",
                "notice file",
                "notice printer",
                "notice-loud stdout",
                "notice stdout twice"
            })
    void refusesOthers(String line) {
        assertThrows(OptionFault.class, () -> LogLine.parse(line));
    }
}
