package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bin/tropea} says and leaves behind, run by itself: its torrc names an authority that is not there. */
class CommandLineIT {
    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    /** A good one; {@code more} come last. */
    private Path torrc(String... more) throws IOException {
        List<String> lines = LoneRouter.torrc(data());
        lines.add("Log notice file " + data().resolve("notice.log"));
        lines.addAll(List.of(more));
        return Files.write(Files.createTempFile(folder, "torrc", ""), lines);
    }

    private Run.Result tropea(Object... arguments) throws IOException, InterruptedException {
        return Run.toEnd(folder, command(InteropNetwork.program(), arguments));
    }

    private static String[] command(String program, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command.toArray(String[]::new);
    }

    /** Returns when the router is up. */
    private Run started(String program, Path torrc) throws IOException {
        Run run = Run.start(folder, program, "-f", torrc.toString());
        InteropNetwork.await("the PidFile", 60, () -> Files.exists(data().resolve("pid")));
        return run;
    }

    private static void assertRefused(Run.Result result, String... words) {
        assertEquals(1, result.code(), result.toString());
        assertEquals(1, result.err().size(), result.toString());
        for (String word : words) {
            assertTrue(result.err().get(0).contains(word), result.toString());
        }
    }

    @Test
    void helpNamesTheCommands() throws Exception {
        Run.Result help = tropea("--help");
        assertEquals(0, help.code());
        assertTrue(help.err().isEmpty(), help.toString());
        String text = String.join("\n", help.out());
        for (String word : List.of("-f TORRC", "--verify-config", "--list-fingerprint", "--version", "SIGINT")) {
            assertTrue(text.contains(word), text);
        }
    }

    @Test
    void versionIsOneLine() throws Exception {
        Run.Result version = tropea("--version");
        assertEquals(new Run.Result(0, version.out(), List.of()), version);
        assertEquals(1, version.out().size());
        assertTrue(version.out().get(0).matches("Tropea version \\d+\\.\\d+\\.\\d+\\."), version.toString());
    }

    @Test
    void withoutATorrcItSaysWhatToSay() throws Exception {
        assertRefused(tropea(), "-f TORRC");
        assertRefused(
                tropea("-f", folder.resolve("none")), folder.resolve("none").toString());
    }

    @Test
    void aGoodConfigurationIsValidAndMakesNothing() throws Exception {
        Run.Result result = tropea("--verify-config", "-f", torrc());
        assertEquals(0, result.code(), result.toString());
        assertEquals(List.of("Configuration was valid"), result.out());
        assertFalse(Files.exists(data()));
    }

    @ParameterizedTest
    @CsvSource({
        "ORPrt 9001, torrc, ':16', ORPrt, ORPort",
        "BandwidthRate fast, torrc, ':16', BandwidthRate, fast",
        "/DirAuthority, DirAuthority, not set, authority, network",
    })
    void aBadConfigurationIsRefusedInOneLine(String line, String one, String two, String three, String four)
            throws Exception {
        Path torrc = torrc(line);
        assertRefused(tropea("--verify-config", "-f", torrc), one, two, three, four);
        assertRefused(tropea("-f", torrc), one, two, three, four);
        assertFalse(Files.exists(data()));
    }

    @Test
    void theFingerprintIsWhatCTorReadsFromTheKeys() throws Exception {
        Path torrc = torrc();
        Run.Result first = tropea("-f", torrc, "--list-fingerprint");
        assertEquals(0, first.code(), first.toString());
        assertTrue(first.out().get(0).matches("alone( [0-9A-F]{4}){10}"), first.toString());
        assertEquals(first.out(), tropea("-f", torrc, "--list-fingerprint").out());
        String[] ctor = command(InteropNetwork.ctor()[0], "--quiet", "-f", torrc, "--list-fingerprint");
        assertEquals(first.out(), Run.toEnd(folder, ctor).out());
    }

    @Test
    void aSecondRunOnOneDataDirectoryIsRefused() throws Exception {
        Path torrc = torrc();
        try (Run first = started(InteropNetwork.program(), torrc)) {
            assertRefused(tropea("-f", torrc), "already running", data().toString());
            first.terminate();
            assertEquals(0, first.end().code());
        }
    }

    @Test
    void aTakenOrPortIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path torrc = torrc("/ORPort", "ORPort 127.0.0.1:" + taken.getLocalPort());
            assertRefused(tropea("-f", torrc), "" + taken.getLocalPort(), "in use");
            assertFalse(Files.exists(data().resolve("pid")));
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        Path torrc = torrc();
        assertEquals(0, tropea("-f", torrc, "--list-fingerprint").code());
        Path key = data().resolve("keys/secret_id_key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(tropea("-f", torrc), key.toString(), "others may read", "0600");
        assertRefused(tropea("-f", torrc, "--list-fingerprint"), key.toString());
    }

    @Test
    void thePidFileLivesAsLongAsTheRouter() throws Exception {
        try (Run run = started(InteropNetwork.program(), torrc())) {
            assertEquals(run.pid() + "\n", Files.readString(data().resolve("pid")));
            run.terminate();
            Run.Result result = run.end();
            assertEquals(new Run.Result(0, List.of(), List.of()), result);
            assertFalse(Files.exists(data().resolve("pid")));
        }
    }

    @Test
    void everythingWrittenIsInTheDataDirectory() throws Exception {
        Installation installation = Installation.without("org.tropea.circuitmux.roundrobin");
        var before = installation.state();
        try (Run run = started(installation.program(), torrc())) {
            List<Path> open = run.written();
            assertFalse(open.isEmpty());
            assertTrue(open.stream().allMatch(file -> file.startsWith(data())), open.toString());
            run.terminate();
            assertEquals(0, run.end().code());
            assertEquals(List.of(), run.debris());
        }
        assertEquals(before, installation.state());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data())));
    }
}
