package org.tropea.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {

    @ParameterizedTest
    @CsvSource({"notice-err stdout, 2, 4, stdout", "debug-info stderr, 0, 1, stderr", "warn-warn stdout, 3, 3, stdout"})
    void understood(String line, int least, int most, String target) throws StartFault {
        assertEquals(new LogLine(least, most, target, null), LogLine.parse(line));
    }

    @Test
    void fileMayHaveSpaces() throws StartFault {
        assertEquals(new LogLine(3, 4, "file", Path.of("/a b/c.log")), LogLine.parse("warn-err file /a b/c.log"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud-err stdout", "notice-err syslog", "err-debug stdout", "notice-err file"})
    void refused(String line) {
        assertThrows(StartFault.class, () -> LogLine.parse(line));
    }
}
