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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, started as a user does: without C tor, and with nothing on disk. */
class DemoIT {
    private static final Pattern FIRST_BYTE =
            Pattern.compile("first byte through 3 hops ([0-9.]+) s after the start of the process");
    private static final Pattern CIRCUIT = Pattern.compile("circuit: client0 - (\\w+) - (\\w+) - exit0 - web server");
    private static final Pattern CURL = Pattern.compile("--socks5-hostname 127\\.0\\.0\\.1:(\\d+) (\\S+)");
    private static final Pattern DATA = Pattern.compile("are deleted then, are in (\\S+)");
    private static final Pattern SHELL = Pattern.compile("the shell: +(ssh .*)");
    /** What the project promises on two cores. */
    private static final double SECONDS = 15;

    @TempDir
    Path folder;

    private static String program() {
        return InteropNetwork.program();
    }

    @Test
    void aPageComesThroughThreeHopsInTime() throws Exception {
        List<Path> before = left();
        Run.Result result = Run.toEnd(folder, program(), "--demo");
        assertEquals(0, result.code(), result.toString());
        Matcher time = FIRST_BYTE.matcher(text(result));
        assertTrue(time.find(), result.toString());
        assertTrue(CIRCUIT.matcher(text(result)).find(), result.toString());
        System.out.println("Demo: " + time.group());
        assertTrue(Double.parseDouble(time.group(1)) < SECONDS, result.toString());
        assertEquals(before, left());
    }

    /** Everything that a demo writes is in one temporary directory. */
    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("tropea-demo-"))
                    .sorted()
                    .toList();
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
