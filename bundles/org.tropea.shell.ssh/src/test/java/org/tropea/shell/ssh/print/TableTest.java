package org.tropea.shell.ssh.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    record Row(int id, String state, long queuedCells) {}

    record Wide(int id, String one, String two) {}

    record Nested(String name, List<Integer> ids, Duration age, Object nothing) {}

    @Test
    void recordsAreRowsAndNumbersStandToTheRight() {
        String expected = """
                id  state     queued cells
                 1  open                 7
                22  building          1234""";
        assertEquals(expected, Table.text(List.of(new Row(1, "open", 7), new Row(22, "building", 1234)), 80));
    }

    record Timed(Instant when, long nanos, long firstRunNanos) {}

    @Test
    void nanosecondsAreShownInMicrosecondsAndMomentsByTheirTimeOfDay() {
        Instant when = Instant.parse("2026-11-22T12:34:56.789123Z");
        String expected = """
                when        us  first run us
                12:34:56  1235            42
                12:34:56     0             -""";
        assertEquals(expected, Table.text(List.of(new Timed(when, 1_234_567, 41_900), new Timed(when, 0, -1)), 80));
        assertTrue(Table.text(new Timed(when, 5_000, -1), 80).contains("us            5"));
        assertTrue(Json.text(new Timed(when, 1_234_567, -1)).contains("\"nanos\": 1234567"));
    }

    @Test
    void noRowsAreNone() {
        assertEquals("none", Table.text(List.of(), 80));
    }

    @Test
    void oneRecordIsItsFields() {
        String expected = """
                name     a
                ids      1, 2
                age      PT3S
                nothing  -""";
        assertEquals(expected, Table.text(new Nested("a", List.of(1, 2), Duration.ofSeconds(3), null), 80));
    }

    @Test
    void noLineIsLongerThanAsked() {
        Wide row = new Wide(1, "x".repeat(100), "y".repeat(100));
        for (int width : new int[] {80, 40, 12, 5}) {
            String text = Table.text(List.of(row, row), width);
            assertEquals(3, text.lines().count());
            assertTrue(text.lines().allMatch(line -> line.length() <= width), text);
        }
        assertTrue(Table.text(List.of(row), 80).contains("x~  y"));
    }

    private record Measured(String slot, int failures, long firstP50Nanos, long firstP99Nanos, boolean seen) {}

    @Test
    void headingsTakeTwoLinesWhereOneIsTooLong() {
        String expected = """
                                      first   first
                slot       failures  p50 us  p99 us  seen
                scheduler         0       5       6  true""";
        assertEquals(expected, Table.text(List.of(new Measured("scheduler", 0, 5_000, 6_000, true)), 45));
    }

    @Test
    void valuesCannotSteerTheTerminal() {
        assertEquals(
                "id  state  queued cells\n 1  ?[2J?             0",
                Table.text(List.of(new Row(1, "\u001b[2J\n", 0)), 80));
    }

    @Test
    void textIsLeftWholeButForControlCharacters() {
        assertEquals("a\nb?", Table.text("a\nb\u0007", 80));
    }

    @Test
    void plainValuesAreLines() {
        assertEquals("a\n2", Table.text(Arrays.asList("a", 2), 80));
        assertEquals("k  v", Table.text(Map.of("k", "v"), 80));
    }
}
