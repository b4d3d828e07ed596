package org.tropea.shell.ssh.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** Makes a terminal of a channel's two streams; pure Java, no pseudo-terminal of the system is opened. */
public final class Terminals {
    /** Types that JLine knows without asking a program of the system; the client's word goes nowhere else. */
    private static final Set<String> KNOWN =
            Set.of("ansi", "dumb", "screen", "screen-256color", "xterm", "xterm-256color");

    private static final int COLUMNS = 80;
    private static final int LINES = 24;

    private Terminals() {}

    /** A terminal for the environment that the client sent: TERM, COLUMNS, LINES. */
    public static Terminal open(InputStream in, OutputStream out, Map<String, String> environment) throws IOException {
        String type = environment.getOrDefault("TERM", "dumb");
        Terminal terminal =
                new ExternalTerminal("ssh", KNOWN.contains(type) ? type : "ansi", in, out, StandardCharsets.UTF_8);
        terminal.handle(Terminal.Signal.TSTP, Terminal.SignalHandler.SIG_IGN);
        resize(terminal, environment);
        return terminal;
    }

    /** The client's window has another size. */
    public static void resize(Terminal terminal, Map<String, String> environment) {
        terminal.setSize(
                new Size(number(environment.get("COLUMNS"), COLUMNS), number(environment.get("LINES"), LINES)));
        terminal.raise(Terminal.Signal.WINCH);
    }

    private static int number(String text, int otherwise) {
        boolean plausible = text != null && text.matches("[1-9][0-9]{0,3}");
        return plausible ? Integer.parseInt(text) : otherwise;
    }
}
