package org.tropea.itests.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.bench.Limit;
import org.tropea.itests.bench.Measurement;

class RowTest {
    private static final long GIB = 1L << 30;

    private static Measurement run(double cpu) {
        return new Measurement(cpu, GIB, 10, 0);
    }

    private static Row row(Limit limit, double... tropea) {
        List<Measurement> own =
                java.util.Arrays.stream(tropea).mapToObj(RowTest::run).toList();
        return Row.pairs(
                "middle",
                "JDK 17 bc",
                "CPU-s/GiB",
                List.of(run(4), run(5), run(10)),
                own,
                Measurement::cpuPerGib,
                limit);
    }

    @Test
    void mediansOfTheRunsAndRatiosPairByPair() {
        Row row = row(Limit.atMost(0.5), 2, 3, 4);
        assertEquals(5, row.ctor());
        assertEquals(3, row.tropea());
        assertEquals(List.of(0.5, 0.6, 0.4), row.ratios());
        assertTrue(row.met());
    }

    @Test
    void theMedianRatioDecides() {
        assertTrue(row(Limit.atMost(0.5), 2, 3, 6).missed());
        assertFalse(row(Limit.atLeast(0.5), 2, 3, 6).missed());
        assertNull(row(Limit.NONE, 2, 3, 6).met());
    }

    @Test
    void theTableSaysWhatWasMissed() {
        assertTrue(RowTable.line(row(Limit.atMost(0.5), 2, 3, 6)).endsWith("0.50   0.60   0.60  at most 0.5  MISSED"));
        assertTrue(RowTable.line(row(Limit.below(0.7), 2, 3, 6)).endsWith("below 0.7  met"));
        assertTrue(RowTable.line(Row.skipped("loops", "T", "no option")).endsWith("skipped: no option"));
    }

    @Test
    void whatAnotherProgramWroteIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.json");
        Files.writeString(
                file,
                "{\"rows\": [{\"name\": \"start\", \"unit\": \"s\", \"ctor\": 0.1, \"tropea\": 2, \"ratios\": [20.0],"
                        + " \"limit\": null, \"met\": null, \"more\": 1}]}");
        Row row = Json.rows(file).get(0).of("JDK 17");
        assertEquals(new Row("start", "JDK 17", "s", 0.1, 2.0, List.of(20.0), null, null, null), row);
    }

    @Test
    void figuresWithSpreadsAreReadToo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("figures.json");
        Files.writeString(
                file,
                "{\"figures\": [{\"name\": \"ntor\", \"unit\": \"1/s\", \"ctor\": {\"min\": 1, \"median\": 2, \"max\": 3},"
                        + " \"tropea\": {\"min\": 2, \"median\": 4, \"max\": 6},"
                        + " \"ratio\": {\"min\": 1.5, \"median\": 2, \"max\": 2.5}},"
                        + " {\"name\": \"heap\", \"unit\": \"MiB\", \"ctor\": null, \"tropea\": {\"median\": 7}, \"ratio\": null}]}");
        Row row = Json.rows(file).get(0).in("load").of("JDK 17");
        assertEquals(new Row("load", "JDK 17", "1/s", 2.0, 4.0, List.of(1.5, 2.0, 2.5), null, null, "ntor"), row);
        assertNull(Json.rows(file).get(1).ctor());
    }

    @Test
    void jsonHoldsRowsRunsAndFailures(@TempDir Path folder) throws IOException {
        Report report = new Report(line -> {});
        report.add(row(Limit.atMost(0.5), 2, 3, 6));
        report.runs("middle", Map.of("C tor", List.of(run(4))));
        report.failed("exit", new IllegalStateException("no circuit"));
        Path file = folder.resolve("all.json");
        Json.write(file, Map.of("pairs", 3), report);
        var written = new ObjectMapper().readTree(file.toFile());
        assertEquals(0.6, written.at("/rows/0/ratios/1").asDouble());
        assertFalse(written.at("/rows/0/met").asBoolean());
        assertEquals(4, written.at("/runs/middle/C tor/0/cpuSeconds").asDouble());
        assertEquals("exit: no circuit", written.at("/failures/0").asText());
    }
}
