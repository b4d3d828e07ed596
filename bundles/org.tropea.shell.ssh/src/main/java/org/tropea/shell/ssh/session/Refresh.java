package org.tropea.shell.ssh.session;

import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** Shows a command's result again every second, until 'q', Ctrl-C or the end of the session. */
final class Refresh {
    private static final long PERIOD_MILLIS = 1_000;
    private static final int CTRL_C = 3;
    private static final int END = -1;

    private Refresh() {}

    /** {@code picture} gives the text to show. */
    static void show(Terminal terminal, Callable<String> picture) throws Exception {
        Attributes saved = terminal.enterRawMode();
        try {
            int key;
            do {
                draw(terminal, picture.call());
                key = terminal.reader().read(PERIOD_MILLIS);
            } while (key != 'q' && key != CTRL_C && key != END);
        } catch (InterruptedIOException | InterruptedException ended) {
            Thread.interrupted(); // it has done its work: the shell goes on
        } finally {
            terminal.setAttributes(saved);
        }
    }

    private static void draw(Terminal terminal, String text) {
        List<String> lines = text.lines().toList();
        int room = terminal.getHeight() <= 1 ? lines.size() : Math.min(lines.size(), terminal.getHeight() - 1);
        terminal.puts(Capability.clear_screen);
        lines.subList(0, room).forEach(terminal.writer()::println);
        terminal.flush();
    }
}
