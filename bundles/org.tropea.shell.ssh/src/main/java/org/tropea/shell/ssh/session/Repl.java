package org.tropea.shell.ssh.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.tropea.shell.ssh.command.Catalogue;

/** Line after line, from a terminal or from a script on standard input, until its end or {@code exit}. */
public final class Repl {
    private static final int HISTORY = 100;
    private static final Set<String> EXIT = Set.of("exit", "quit", "logout");

    /**
     * What keys may do. Left out is all else that JLine has: an editor on files of the host, and what makes a long line
     * of few keys (repeat counts, pasting from the kill ring, macros, words of earlier lines).
     */
    private static final Set<String> KEYS = Set.of(
            LineReader.ACCEPT_LINE,
            LineReader.BACKWARD_CHAR,
            LineReader.BACKWARD_DELETE_CHAR,
            LineReader.BACKWARD_KILL_LINE,
            LineReader.BACKWARD_KILL_WORD,
            LineReader.BACKWARD_WORD,
            LineReader.BEGINNING_OF_LINE,
            LineReader.CALLBACK_FINISH,
            LineReader.CALLBACK_INIT,
            LineReader.CALLBACK_KEYMAP,
            LineReader.CLEAR_SCREEN,
            LineReader.DELETE_CHAR,
            LineReader.DELETE_CHAR_OR_LIST,
            LineReader.DOWN_LINE_OR_HISTORY,
            LineReader.END_OF_LINE,
            LineReader.EXPAND_OR_COMPLETE,
            LineReader.FORWARD_CHAR,
            LineReader.FORWARD_WORD,
            LineReader.FRESH_LINE,
            LineReader.HISTORY_INCREMENTAL_SEARCH_BACKWARD,
            LineReader.HISTORY_INCREMENTAL_SEARCH_FORWARD,
            LineReader.KILL_LINE,
            LineReader.KILL_WHOLE_LINE,
            LineReader.KILL_WORD,
            LineReader.LIST_CHOICES,
            LineReader.REDISPLAY,
            LineReader.REDRAW_LINE,
            LineReader.SELF_INSERT,
            LineReader.SEND_BREAK,
            LineReader.UNDO,
            LineReader.UP_LINE_OR_HISTORY);

    private Repl() {}

    /** Prompts on a terminal; returns the exit status of the last line. */
    public static int interactive(LineShell shell, Catalogue catalogue, Terminal terminal, String prompt) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(shell.parser())
                .completer(new CommandCompleter(shell, catalogue))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .option(LineReader.Option.BRACKETED_PASTE, false)
                .variable(LineReader.HISTORY_SIZE, HISTORY)
                .build();
        reader.getWidgets().keySet().retainAll(KEYS);
        int status = 0;
        String line = next(reader, prompt);
        while (line != null && !EXIT.contains(line.strip())) {
            status = shell.run(line);
            line = next(reader, prompt);
        }
        return status;
    }

    /** The next line, empty after Ctrl-C, null at the end. */
    private static String next(LineReader reader, String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException again) {
            return "";
        } catch (EndOfFileException end) {
            return null;
        }
    }

    /** Runs a script; the first line that fails ends it and is the exit status. */
    public static int script(LineShell shell, Streams streams) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
        int status = 0;
        try {
            String line = lines.readLine();
            while (line != null && status == 0 && !EXIT.contains(line.strip())) {
                status = line.startsWith("#") ? 0 : shell.run(line);
                line = status == 0 ? lines.readLine() : null;
            }
        } catch (IOException unreadable) {
            streams.err().println(Failure.message(unreadable));
            status = Failure.STATUS;
        }
        return status;
    }
}
