package org.tropea.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real start script with real signals; only what the demo does is a fake. However it ends, nothing is left. */
@Timeout(60)
class DemoRunTest {
    private static final String NEVER = "1";
    private static final String FAILS = "2";
    private static final String STAYS = "3";
    private static final String STOPS = "4";

    @TempDir
    Path temp;

    private Installation installation;
    private Process process;

    @BeforeEach
    void install() throws Exception {
        installation = Installation.create(temp.resolve("an installation"));
        installation.temporary(temp.resolve("tmp"));
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private BufferedReader start(String how) throws IOException {
        process = installation.start("--demo", "--authorities", how);
        return new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(temp.resolve("tmp"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    private List<String> toEnd(String how) throws Exception {
        List<String> lines = start(how).lines().toList();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aSignalEndsIt(String signal) throws Exception {
        BufferedReader out = start(STAYS);
        String line = out.readLine();
        assertTrue(line.startsWith("here: " + temp.resolve("tmp")), line);
        assertTrue(Files.exists(Path.of(line.substring(6)).resolve("secret")));
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertNothingLeft();
    }

    @Test
    void aFailureShowsWhatTheLogComplainsOf() throws Exception {
        assertEquals(List.of("Nov 23 [warn] nobody answers", "tropea: the demo did not get through"), toEnd(FAILS));
        assertEquals(1, process.exitValue());
        assertNothingLeft();
    }

    @Test
    void aDemoThatNeverBeginsIsAFault() throws Exception {
        assertEquals(List.of("tropea: the demo did not begin within 2 s: its bundle offers nothing"), toEnd(NEVER));
        assertEquals(1, process.exitValue());
        assertNothingLeft();
    }

    @Test
    void itEndsWithTheFramework() throws Exception {
        List<String> lines = toEnd(STOPS);
        assertEquals("tropea: the framework, which is bundle 0, was stopped", lines.get(lines.size() - 1));
        assertEquals(1, process.exitValue());
        assertNothingLeft();
    }
}
