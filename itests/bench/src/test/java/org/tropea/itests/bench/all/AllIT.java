package org.tropea.itests.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.bench.Script;

/** The short version of {@code itests/bench/all}: that rows come out, with values that can be. No limit on times. */
class AllIT {
    /** Whatever the machine is busy with, a relay moves no GiB in less, and in more only if it is stuck. */
    private static final double LEAST_CPU = 0.2;

    private static final double MOST_CPU = 500;

    @TempDir
    Path folder;

    @Test
    void rowsComeOutWithValuesThatCanBe() throws Exception {
        Path json = folder.resolve("all.json");
        int code =
                run("--only=middle-12x2,client-1,allocation", "--pairs=1", "--warm-ups=0", "--mib=1", "--json=" + json);
        assertTrue(code == 0 || code == 1, this::printed);
        assertTrue(Files.exists(json), this::printed);
        JsonNode found = new ObjectMapper().readTree(json.toFile());
        assertEquals(0, found.get("failures").size(), this::printed);
        JsonNode cpu = found.at("/rows/0");
        assertEquals("middle-12x2", cpu.get("name").asText());
        assertEquals("CPU-s/GiB", cpu.get("unit").asText());
        between(LEAST_CPU, cpu.get("ctor").asDouble(), MOST_CPU);
        between(LEAST_CPU, cpu.get("tropea").asDouble(), MOST_CPU);
        assertEquals(
                cpu.get("tropea").asDouble() / cpu.get("ctor").asDouble(),
                cpu.at("/ratios/0").asDouble(),
                1e-9);
        assertEquals("at most 0.5", cpu.get("limit").asText());
        between(0.1, found.at("/rows/1/tropea").asDouble(), 10_000);
        JsonNode rate = found.at("/rows/2");
        assertEquals("client-1", rate.get("name").asText());
        assertEquals("at least 4.0", rate.get("limit").asText());
        between(0.1, rate.get("tropea").asDouble(), 10_000);
        assertEquals("B/cell", found.at("/rows/6/unit").asText());
        between(1, found.at("/rows/6/tropea").asDouble(), 100_000);
        assertTrue(printed().contains("limit"), this::printed);
    }

    @Test
    void theListSaysWhatThereIs() throws Exception {
        assertEquals(0, run("--list", "--only=load,jmh"));
        assertTrue(printed().contains("load         10,000 circuits and 2,000 connections"), this::printed);
        assertTrue(printed().contains("jmh          what a cell allocates"), this::printed);
    }

    @Test
    void aRowThatIsNoneIsRefused() throws Exception {
        assertEquals(1, run("--only=middle-12x3"));
        assertTrue(printed().contains("no row middle-12x3; there are [middle-12x2, middle-1,"), this::printed);
    }

    private static void between(double least, double value, double most) {
        assertTrue(value >= least && value <= most, value + " is not between " + least + " and " + most);
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of("all").toAbsolutePath().toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new Script(folder).run(Duration.ofMinutes(4), command);
    }

    private String printed() {
        return new Script(folder).printed();
    }
}
