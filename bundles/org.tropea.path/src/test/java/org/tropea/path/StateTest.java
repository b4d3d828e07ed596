package org.tropea.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");
    private static final String LINE = "in=default rsa_id=00112233445566778899AABBCCDDEEFF00112233 nickname=test000a"
            + " sampled_on=2026-11-17T11:22:33 sampled_by=0.4.9.11 listed=1 confirmed_on=2026-11-18T01:00:00"
            + " confirmed_idx=0 pb_use_attempts=2.000000 pb_circ_attempts=3.000000";

    @TempDir
    Path directory;

    @Test
    void guardLinesOfCTorAreReadAndWrittenTheSame() {
        GuardLine.Read read = GuardLine.parse(LINE);
        assertEquals("default", read.selection());
        assertEquals(0, read.confirmedIndex());
        assertEquals("test000a", read.guard().nickname);
        assertEquals(Instant.parse("2026-11-17T11:22:33Z").toEpochMilli(), read.guard().sampledOn);
        assertEquals(LINE, GuardLine.print(read.guard(), "default", 0));
    }

    @Test
    void guardLinesWithoutSenseAreNoGuards() {
        assertNull(GuardLine.parse("in=default nickname=x"));
        assertNull(GuardLine.parse("in=default rsa_id=12"));
        assertNull(GuardLine.parse(LINE.replace("2026-11-17T", "yesterday")));
    }

    @Test
    void whatOthersWroteStays() throws IOException {
        Path file = directory.resolve("state");
        Files.writeString(file, "# old\n\nTransportProxy obfs4 1.2.3.4:5\nGuard " + LINE + "\nDormant 0\n");
        StateFile state = new StateFile(directory);
        assertEquals(List.of(LINE), state.read().guards());
        state.write(new SavedState(List.of(), List.of("305 2", "315 1")), NOW);
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.contains("TransportProxy obfs4 1.2.3.4:5") && lines.contains("Dormant 0"));
        assertTrue(lines.contains("TotalBuildTimes 3") && lines.contains("LastWritten 2026-11-23 01:02:03"));
        assertFalse(lines.contains("Guard " + LINE));
        assertEquals(List.of("305 2", "315 1"), state.read().bins());
    }

    @Test
    void aTornFileIsReadAsFarAsItGoesAndWrittenAgain() throws IOException {
        Path file = directory.resolve("state");
        byte[] torn = ("Guard " + LINE + "\nContact J\u00fcrgen\n\u0000\u0000\u00ff\u00fe garbage\nDorm")
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, torn);
        StateFile state = new StateFile(directory);
        assertEquals(List.of(LINE), state.read().guards());
        state.write(new SavedState(List.of(LINE), List.of()), NOW);
        assertEquals(List.of(LINE), state.read().guards());
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("\nContact J\u00fcrgen\n"), text);
        assertFalse(text.contains("garbage"), text);
    }

    @Test
    void aHalfWrittenFileOfBeforeDoesNoHarm() throws IOException {
        Files.writeString(directory.resolve("state.tmp"), "Guard in=def");
        StateFile state = new StateFile(directory);
        assertEquals(SavedState.EMPTY, state.read());
        state.write(new SavedState(List.of(LINE), List.of()), NOW);
        assertEquals(List.of(LINE), state.read().guards());
        assertFalse(Files.exists(directory.resolve("state.tmp")));
    }

    @Test
    void foreignSelectionsAreKept() {
        String bridge = LINE.replace("in=default", "in=bridges");
        GuardSamples samples =
                new GuardSamples(new java.util.Random(1), new SavedState(List.of(bridge, LINE), List.of()));
        assertEquals(List.of(bridge, LINE), samples.lines());
    }
}
