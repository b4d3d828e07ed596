package org.tropea.shell.ssh.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.junit.jupiter.api.Test;
import org.tropea.shell.ssh.command.SampleCommands;

class OperatorShellTest {
    private static final int INTERRUPTED = 130;

    private final SampleCommands commands = new SampleCommands();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final OperatorShell shell = new OperatorShell(
            new CommandProcessorImpl(null),
            commands.catalogue(),
            new Audit(Clock.systemUTC(), entry -> {}),
            new Identity(Role.OPERATOR, "SHA256:x", "127.0.0.1:5"),
            new Streams(InputStream.nullInputStream(), out, out, null));

    @Test
    void aCommandThatRunsWithoutGogoCanBeInterrupted() throws Exception {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> shell.run("circ:rest 30"));
        assertTrue(commands.resting.await(10, TimeUnit.SECONDS));
        shell.interrupt();
        assertEquals(INTERRUPTED, status.get(10, TimeUnit.SECONDS));
        assertEquals("interrupted", shown.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void anInterruptEndsTheLineThatRunsAndNoLaterOne() {
        shell.interrupt();
        assertEquals(0, shell.run("circ:rest 0"));
    }
}
