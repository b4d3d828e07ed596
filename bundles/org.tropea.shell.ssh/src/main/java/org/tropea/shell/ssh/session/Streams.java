package org.tropea.shell.ssh.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.tropea.shell.ssh.print.Table;

/**
 * Where a shell reads and writes. With a terminal all three are the terminal's.
 *
 * @param terminal null when the client asked for none
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, Terminal terminal) {

    /** The three streams of a terminal. */
    public static Streams of(Terminal terminal) {
        PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        return new Streams(terminal.input(), out, out, terminal);
    }

    /** Columns that a table may have. */
    int width() {
        return width(terminal);
    }

    static int width(Terminal terminal) {
        return terminal == null || terminal.getWidth() <= 0 ? Table.WIDTH : terminal.getWidth();
    }
}
