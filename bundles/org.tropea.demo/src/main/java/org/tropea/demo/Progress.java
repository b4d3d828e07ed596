package org.tropea.demo;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How far the demo is: a bar that grows on a terminal, a line for each step elsewhere. It only goes forward. Any thread. */
final class Progress {
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final Instant began;
    private int percent = -1;

    Progress(PrintStream out, boolean terminal, Instant began) {
        this.out = out;
        this.terminal = terminal;
        this.began = began;
    }

    /** Whether a terminal shows what is printed. From Java 22 on there is a console without one, which says so itself. */
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    /** {@code percent} is reached, and {@code what} is under way. */
    synchronized void reached(int reached, String what) {
        if (reached <= percent) {
            return;
        }
        percent = reached;
        String line = String.format(Locale.ROOT, "[%s] %3d%% %5.1f s  %s", bar(), percent, seconds(), what);
        if (terminal) {
            out.printf("\r%-79.79s", line);
            if (percent == 100) {
                out.println();
            }
        } else {
            out.println(line);
        }
        out.flush();
    }

    private String bar() {
        int done = percent * WIDTH / 100;
        return "#".repeat(done) + ".".repeat(WIDTH - done);
    }

    /** Since the process began. */
    double seconds() {
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }
}
