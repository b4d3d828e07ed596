package org.tropea.shell.ssh.session;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.tropea.shell.ssh.print.Printable;

/**
 * The record of what may have changed something: one entry when a line starts, since it may end the process, and one
 * with its outcome; and of what was refused. Any thread.
 */
public final class Audit {
    /** The logger's name. */
    public static final String LOGGER = "org.tropea.audit";

    private final Clock clock;
    private final Consumer<String> log;

    /** Entries go to {@code log}, one line each. */
    public Audit(Clock clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    /** A line that was not run. Only its beginning is kept: whoever is refused must not fill the log. */
    void refused(Identity who, String line, String outcome) {
        write(who, Printable.brief(outcome), Printable.brief(line));
    }

    void started(Identity who, String line) {
        write(who, "started", line);
    }

    /** {@code outcome}: ok, or the exit status and what was wrong. */
    void ended(Identity who, String line, String outcome) {
        write(who, outcome, line);
    }

    private void write(Identity who, String outcome, String line) {
        String entry = "time=" + clock.instant().truncatedTo(ChronoUnit.MILLIS) + " key=" + who.fingerprint() + " role="
                + who.role() + " peer=" + who.peer() + " outcome=" + quoted(outcome) + " line=" + quoted(line);
        log.accept(entry);
    }

    private static String quoted(String text) {
        String printable = Printable.of(text);
        return printable.matches("[a-z0-9]+")
                ? printable
                : '"' + printable.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
