package org.tropea.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real start script with real signals; only the router is a fake. */
@Timeout(60)
class ForegroundTest {
    @TempDir
    Path temp;

    private final List<Process> processes = new ArrayList<>();
    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        installation = Installation.create(temp.resolve("an installation"));
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void termEndsAtOnceWithExitCode0() throws Exception {
        Process process = up("a");
        process.destroy();
        assertEquals(0, exit(process));
        assertTrue(Files.exists(data("a").resolve("stopped")), "bundles are stopped");
        assertFalse(Files.exists(data("a").resolve("int")), "no graceful shutdown");
        assertFalse(Files.exists(temp.resolve("a.pid")), "pid file removed");
    }

    @Test
    void intWaitsForTheRouter() throws Exception {
        Process process = up("a");
        signal(process, "INT");
        await(data("a").resolve("int"));
        assertFalse(process.waitFor(300, TimeUnit.MILLISECONDS), "still shutting down");
        Files.createFile(data("a").resolve("release"));
        assertEquals(0, exit(process));
    }

    @Test
    void secondIntEndsAtOnce() throws Exception {
        Process process = up("a");
        signal(process, "INT");
        await(data("a").resolve("int"));
        signal(process, "INT");
        assertEquals(0, exit(process));
    }

    @Test
    void hupReachesTheRouter() throws Exception {
        Process process = up("a");
        signal(process, "HUP");
        await(data("a").resolve("hup"));
        assertTrue(process.isAlive());
    }

    @Test
    void theProcessEndsWithTheFramework() throws Exception {
        Process process = up("a");
        Files.createFile(data("a").resolve("stop0"));
        signal(process, "HUP");
        assertEquals(1, exit(process));
        assertOneLine(process, "tropea: the framework, which is bundle 0, was stopped");
        assertFalse(Files.exists(temp.resolve("a.pid")), "pid file removed");
    }

    @Test
    void withBundleSignersAFrameworkThatStartsAnewEndsTheProcess() throws Exception {
        Process process = start("a", "--BundleSigners", "a".repeat(64));
        await(temp.resolve("a.pid"));
        Files.createFile(data("a").resolve("update0"));
        signal(process, "HUP");
        assertEquals(1, exit(process));
        String line = "tropea: the framework was updated: with BundleSigners it starts anew only with the process";
        assertTrue(output(process).contains(line + "\n"));
    }

    @Test
    void dataDirectoryIsPrivateAndHoldsThePid() throws Exception {
        Process process = up("a");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data("a"))));
        assertEquals(process.pid() + "\n", Files.readString(temp.resolve("a.pid")));
    }

    @Test
    void oneInstallationServesTwoRoutersAtOnce() throws Exception {
        Process first = up("a");
        Process second = up("b");
        assertTrue(first.isAlive() && second.isAlive());
    }

    @Test
    void theSameDataDirectoryTwiceIsRefused() throws Exception {
        up("a");
        Process second = start("a");
        assertEquals(1, exit(second));
        assertOneLine(second, "tropea: already running: another process uses DataDirectory " + data("a"));
    }

    @Test
    void aRoutersFaultIsOneLineAndExitCode1() throws Exception {
        Process process = start("a", "--ContactInfo", "fatal");
        assertEquals(1, exit(process));
        assertOneLine(process, "tropea: ORPort 9001 is in use: no other port was given");
    }

    @Test
    void aRouterThatNeverComesUpIsAFault() throws Exception {
        Process process = start("a", "--ContactInfo", "absent");
        assertEquals(1, exit(process));
        assertOneLine(
                process,
                "tropea: no router came up within 2 s: see " + data("a").resolve("tropea.log"));
    }

    @Test
    void aBundleForALaterJavaIsNotStartedAndNobodyComplains() throws Exception {
        Path jar = temp.resolve("an installation/bundle/later.jar");
        String needs = "Require-Capability: osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version>=999))\"";
        Jars.bundle(jar, "later", needs, Map.of());
        Process process = up("a");
        signal(process, "TERM");
        assertEquals(0, exit(process));
        String output = output(process);
        assertTrue(output.contains("Started 1 bundles, waiting for the router. For a later Java: later."), output);
        assertTrue(output.lines().allMatch(line -> line.contains(" [notice] ")), output);
    }

    @Test
    void listFingerprintPrintsTheRoutersAnswer() throws Exception {
        Process process = start("a", "--list-fingerprint", "--Log", "err stdout");
        assertEquals(0, exit(process));
        assertEquals("fake ABCD\n", output(process));
    }

    @Test
    void verifyConfigTouchesNothing() throws Exception {
        Process process = start("a", "--verify-config");
        assertEquals(0, exit(process));
        assertFalse(Files.exists(data("a")));
    }

    @Test
    void theSampleIsValid() throws Exception {
        Process process = started("-f", "../src/main/tropea/conf/torrc.sample", "--verify-config");
        assertTrue(output(process).endsWith("Configuration was valid\n"));
        assertEquals(0, exit(process));
    }

    @Test
    void aMissingTorrcIsOneLine() throws Exception {
        Process process = started("-f", temp.resolve("none").toString());
        assertEquals(1, exit(process));
        assertEquals("tropea: " + temp.resolve("none") + ": there is no such file\n", output(process));
    }

    @Test
    void anUnknownOptionIsOneLine() throws Exception {
        Process process = start("a", "--Nicknam3", "x");
        assertEquals(1, exit(process));
        String output = output(process);
        assertTrue(output.startsWith("tropea: ") && output.contains("Nicknam3"), output);
        assertEquals(1, output.lines().count());
    }

    private Process up(String name) throws Exception {
        Process process = start(name);
        await(temp.resolve(name + ".pid"));
        return process;
    }

    private Process start(String name, String... more) throws IOException {
        Path torrc = temp.resolve(name + ".torrc");
        Files.writeString(torrc, """
                DataDirectory %s
                PidFile %s.pid
                TestingTorNetwork 1
                DirAuthority test orport=5001 no-v2 v3ident=%s 127.0.0.1:7001 %s
                ORPort 127.0.0.1:5010
                Address 127.0.0.1
                """.formatted(data(name), data(name), "1".repeat(40), "2".repeat(40)));
        List<String> arguments = new ArrayList<>(List.of("-f", torrc.toString()));
        arguments.addAll(Arrays.asList(more));
        return started(arguments.toArray(String[]::new));
    }

    private Process started(String... arguments) throws IOException {
        Process process = installation.start(arguments);
        processes.add(process);
        return process;
    }

    private Path data(String name) {
        return temp.resolve(name);
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static int exit(Process process) throws InterruptedException {
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "still running");
        return process.exitValue();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes());
    }

    /** Apart from notices, this line and nothing else. */
    private static void assertOneLine(Process process, String line) throws IOException {
        List<String> rest =
                output(process).lines().filter(l -> !l.contains(" [notice] ")).toList();
        assertEquals(List.of(line), rest);
    }

    private static void await(Path file) throws InterruptedException {
        for (int i = 0; i < 1_000 && !Files.exists(file); i++) {
            Thread.sleep(10);
        }
        assertTrue(Files.exists(file), file + " appears");
    }
}
