package org.tropea.shell.ssh.session;

import java.util.Collection;
import org.jline.reader.Parser;

/** What runs the lines of one session. One thread runs lines; {@link #interrupt} and {@link #close} come from others. */
public interface LineShell extends AutoCloseable {
    /** Runs one line, prints its result or one line of error; returns the exit status, 0 only when it was carried out. */
    int run(String line);

    /** Ends the line that is running, if one is. */
    void interrupt();

    /** Names of commands that the first word may be. */
    Collection<String> names();

    /** How a terminal splits lines into words. */
    Parser parser();

    @Override
    void close();
}
