package org.tropea.itests.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.itests.bench.Limit;

class MarkdownTableTest {
    private static String line(Row row) {
        return MarkdownTable.lines(List.of(row)).get(2);
    }

    @Test
    void aRatioHasItsSpread() {
        Row row = new Row(
                "middle-1", "JDK 17 bc", "CPU-s/GiB", 8.0, 4.4, List.of(0.5, 0.55, 0.6), "at most 0.5", false, null);
        assertEquals(
                "| middle-1 | JDK 17 bc | CPU-s/GiB | 8.00 | 4.40 | 0.50 … **0.55** … 0.60 | at most 0.5, missed |",
                line(row));
    }

    @Test
    void aFigureAloneHasNone() {
        Row row = Row.single("jmh", "JDK 17", "B/cell", 0.05, Limit.below(0.5)).noted("null TLS");
        assertEquals("| jmh: null TLS | JDK 17 | B/cell |  | 0.05 |  | below 0.5 |", line(row));
    }
}
