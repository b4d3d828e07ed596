package org.tropea.shell.ssh.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tropea.shell.ssh.command.Call;
import org.tropea.shell.ssh.command.ShellCommand;

@Timeout(30)
class RefreshTest {
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private int calls;

    /** Counts up; the second time somebody presses a key. */
    public String top() throws Exception {
        calls++;
        if (calls == 2) {
            keyboard.write('q');
            keyboard.flush();
        }
        return "call " + calls;
    }

    @Test
    void itIsShownAgainUntilAKeyEndsIt() throws Exception {
        ShellCommand command = new ShellCommand("sched", "top", this, "", true, true, Set.of(), Map.of(), 0);
        try (PipedInputStream in = new PipedInputStream(keyboard);
                Terminal terminal = Terminals.open(in, screen, Map.of("TERM", "xterm"))) {
            Call call = new Call(command, List.of());
            Refresh.show(terminal, () -> call.run().toString());
        }
        assertTrue(calls >= 2, "calls " + calls);
        String shown = screen.toString(StandardCharsets.UTF_8);
        assertEquals(calls, shown.split("\u001b\\[2J", -1).length - 1, shown);
        assertTrue(shown.contains("call 1") && shown.contains("call 2"), shown);
    }
}
