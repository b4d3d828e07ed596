package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo, started as a user does: by {@code runtime/demo}, with nothing on disk, and without C tor, which is on no path. It
 * builds the runtime when that is older than its sources; here it must not, and finds no Maven either.
 */
class DemoIT {
    private static final Pattern FIRST_BYTE =
            Pattern.compile("first byte through 3 hops ([0-9.]+) s after the start of the process");
    private static final Pattern CIRCUIT = Pattern.compile("circuit: client0 - (\\w+) - (\\w+) - exit0 - web server");
    private static final Pattern CURL = Pattern.compile("--socks5-hostname 127\\.0\\.0\\.1:(\\d+) (\\S+)");
    private static final Pattern DATA = Pattern.compile("are deleted then, are in (\\S+)");
    private static final Pattern SHELL = Pattern.compile("the shell: +(ssh .*)");
    /** Columns of the table of counters: name, place, KiB read and written, cells relayed, delivered, originated, circuits. */
    private static final String COUNTERS = " +([0-9.]+) +([0-9.]+) +(\\d+) +(\\d+) +(\\d+) +(\\d+)";

    private static final Pattern STEP = Pattern.compile("\\[([#.]{30})\\] +(\\d+)% +([0-9.]+) s  .+");
    private static final List<String> NEEDED =
            List.of("bash", "sh", "env", "dirname", "find", "readlink", "sed", "head", "java");
    /** What the project promises on two cores. */
    private static final double SECONDS = 15;

    @TempDir
    Path folder;

    private static String program() {
        return InteropNetwork.program();
    }

    /** {@code words} run with nothing on the path but what the scripts and Java need, and with a temporary folder of its own. */
    private String[] bare(String... words) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        for (String name : NEEDED) {
            Path link = programs.resolve(name);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, found(name));
            }
        }
        assertFalse(Files.exists(programs.resolve("tor")));
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "PATH=" + programs,
                "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + Files.createDirectories(temporary())));
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }

    /** JUnit, which deletes the folder, would warn of each. */
    @AfterEach
    void unlink() throws IOException {
        for (String name : NEEDED) {
            Files.deleteIfExists(folder.resolve("programs").resolve(name));
        }
    }

    private static Path found(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(part -> Path.of(part).resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + program + " on the PATH"));
    }

    private Path temporary() {
        return folder.resolve("tmp");
    }

    private static String script() {
        return Path.of(program(), "../../../../demo").normalize().toString();
    }

    @Test
    void aPageComesThroughThreeHopsInTime() throws Exception {
        Run.Result result = Run.toEnd(folder, bare(script()));
        assertEquals(0, result.code(), result.toString());
        Matcher time = found(FIRST_BYTE, text(result));
        Matcher path = found(CIRCUIT, text(result));
        System.out.println("Demo: " + time.group());
        assertTrue(Double.parseDouble(time.group(1)) < SECONDS, result.toString());
        assertCarried(text(result), "client0", "client", 4);
        assertCarried(text(result), path.group(1), "guard", 3);
        assertCarried(text(result), path.group(2), "middle", 3);
        assertCarried(text(result), "exit0", "exit", 4);
        assertSteps(result.out());
        assertEquals(List.of(), left());
    }

    /** The line of {@code router}, the {@code place} of the circuit: bytes went both ways, and cells in the column of its kind. */
    private static void assertCarried(String text, String router, String place, int cells) {
        Matcher line = found(Pattern.compile("(?m)^" + router + " +" + place + COUNTERS), text);
        assertTrue(Double.parseDouble(line.group(1)) > 0, line.group());
        assertTrue(Double.parseDouble(line.group(2)) > 0, line.group());
        assertTrue(Long.parseLong(line.group(cells)) > 0, line.group());
    }

    /** A bar that grows from the first step to the whole. */
    private static void assertSteps(List<String> lines) {
        List<Matcher> steps =
                lines.stream().map(STEP::matcher).filter(Matcher::matches).toList();
        assertTrue(steps.size() > 5, lines.toString());
        int before = 0;
        for (Matcher step : steps) {
            int percent = Integer.parseInt(step.group(2));
            assertTrue(percent > before, step.group());
            assertEquals(
                    percent * 30 / 100,
                    step.group(1).chars().filter(each -> each == '#').count(),
                    step.group());
            before = percent;
        }
        assertEquals(100, before);
    }

    /** Everything that a demo writes is in one temporary directory. */
    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(temporary())) {
            return files.toList();
        }
    }

    @Test
    void withStayItServesUntilItIsInterrupted() throws Exception {
        Path data;
        try (Run run = Run.start(folder, "env", "--default-signal=INT", program(), "--demo", "--stay")) {
            InteropNetwork.await(
                    "the shell is told", 90, () -> SHELL.matcher(run.printed()).find());
            Matcher curl = found(CURL, run.printed());
            data = Path.of(found(DATA, run.printed()).group(1));
            Proxy socks =
                    new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", Integer.parseInt(curl.group(1))));
            byte[] page = URI.create(curl.group(2))
                    .toURL()
                    .openConnection(socks)
                    .getInputStream()
                    .readAllBytes();
            assertTrue(new String(page).startsWith("You reached this page"), new String(page));
            Run.Result shell = Run.toEnd(
                    folder,
                    "sh",
                    "-c",
                    "PATH=\"" + OpenSsh.programs() + ":$PATH\"; "
                            + found(SHELL, run.printed()).group(1) + " router:list");
            assertTrue(text(shell).contains("authority0") && text(shell).contains("exit0"), shell.toString());
            assertTrue(Files.isDirectory(data.resolve("routers/relay0/keys")));
            new ProcessBuilder("kill", "-INT", String.valueOf(run.pid()))
                    .start()
                    .waitFor();
            assertEquals(0, run.end().code());
        }
        assertFalse(Files.exists(data), data + " is left");
    }

    /** The terminal is closed while routers start: their keys must not stay. */
    @ParameterizedTest
    @ValueSource(strings = {"HUP", "TERM"})
    void aSignalInTheMiddleLeavesNothing(String signal) throws Exception {
        try (Run run = Run.start(folder, bare("env", "--default-signal=" + signal, script()))) {
            InteropNetwork.await("relays start", 60, () -> run.printed().contains("starting the relays"));
            new ProcessBuilder("kill", "-" + signal, String.valueOf(run.pid()))
                    .start()
                    .waitFor();
            assertEquals(0, run.end().code());
        }
        assertEquals(List.of(), left());
    }

    private static String text(Run.Result result) {
        return String.join("\n", result.out());
    }

    private static Matcher found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher;
    }

    @Test
    void helpAndMistakesStartNothing() throws Exception {
        Run.Result help = Run.toEnd(folder, program(), "--demo", "--help");
        assertEquals(0, help.code());
        assertTrue(text(help).contains("--stay"), help.toString());
        Run.Result wrong = Run.toEnd(folder, program(), "--demo", "--fast");
        assertEquals(1, wrong.code());
        assertTrue(wrong.toString().contains("--fast is unknown"), wrong.toString());
        Run.Result many = Run.toEnd(folder, program(), "--demo", "--authorities", "0");
        assertTrue(many.toString().contains("accepted is 1 to 9"), many.toString());
    }
}
