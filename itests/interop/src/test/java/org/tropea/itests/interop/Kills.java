package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tropea.itests.ctor.CtorNode;

/** SIGKILLs that hit the phase they name, and how long healing took. One thread. */
final class Kills {
    /** Where a node with {@link #LOG_LINE} writes what it asks for. */
    private static final String LOG = "info.log";

    static final String LOG_LINE = "Log info file ";
    private final List<String> lines = new ArrayList<>();
    private String phase;
    private long killed;

    /** The torrc line for what {@link #log} reads. */
    static String logLine(CtorNode node) {
        return LOG_LINE + node.directory().resolve(LOG);
    }

    /** Has a node, which has not started yet, write what {@link #log} reads. */
    static void logInDetail(CtorNode node) {
        try {
            Files.writeString(node.torrc(), logLine(node) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that a node has logged, in detail. */
    static String log(CtorNode node) throws IOException {
        Path file = node.directory().resolve(LOG);
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    /**
     * Waits until {@code node} is in a phase, freezes it, looks again, and kills it: what is frozen is still there.
     *
     * @param name the phase in words
     * @param holds whether it is in it, as anybody can see from outside
     */
    void killIn(CtorNode node, String name, Callable<Boolean> holds) throws Exception {
        InteropNetwork.await(node.nickname() + " " + name, 120, holds);
        node.signal("STOP");
        InteropNetwork.await(node.nickname() + " is frozen", 10, () -> isFrozen(node));
        assertTrue(holds.call(), () -> node.nickname() + " left the phase: " + name + "\n" + node.tail(20));
        node.kill();
        killed(node, name);
    }

    /** Whether SIGSTOP has had its effect, which takes a moment on a busy machine (proc(5), stat). */
    static boolean isFrozen(CtorNode node) throws IOException {
        return Files.readString(Path.of("/proc/" + node.pid() + "/stat")).contains(") T ");
    }

    /** It was killed, in that phase, just now. */
    private void killed(CtorNode node, String name) {
        phase = node.nickname() + " killed " + name;
        killed = System.nanoTime();
    }

    /** Waits until all is well again. */
    void awaitHealed(String sign, int seconds, Callable<Boolean> well) {
        InteropNetwork.await("after " + phase + ": " + sign, seconds, well);
        lines.add(String.format(Locale.ROOT, "%s: %s after %.1f s", phase, sign, (System.nanoTime() - killed) / 1e9));
        System.err.println("[kills] " + lines.get(lines.size() - 1));
    }

    /** How many were healed. */
    int healed() {
        return lines.size();
    }
}
