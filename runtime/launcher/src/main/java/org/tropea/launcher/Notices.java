package org.tropea.launcher;

import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The launcher's own few lines, from before the logging bundle runs and after it stopped; same format, same place. */
final class Notices {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM dd HH:mm:ss.SSS", Locale.ENGLISH);

    private final PrintStream out;

    private Notices(PrintStream out) {
        this.out = out;
    }

    /** Silent unless a {@code Log} line sends notices to stdout or stderr. */
    static Notices of(List<LogLine> lines) {
        for (LogLine line : lines) {
            if (!line.target().equals("file") && line.least() <= LogLine.NOTICE && line.most() >= LogLine.NOTICE) {
                return new Notices(line.target().equals("stderr") ? System.err : System.out);
            }
        }
        return new Notices(null);
    }

    void say(String message) {
        if (out != null) {
            out.println(TIME.format(LocalDateTime.now()) + " [notice] " + message);
        }
    }
}
