package org.tropea.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code Log} line of a torrc as the torrc reader hands it on: {@code MIN-MAX stdout|stderr|file PATH}.
 *
 * @param least the least severe level written, an index into {@link #LEVELS}
 * @param most the most severe level written
 * @param target {@code stdout}, {@code stderr} or {@code file}
 * @param file where to, only for {@code file}
 */
record LogLine(int least, int most, String target, Path file) {

    /** C tor's levels, least severe first. */
    static final List<String> LEVELS = List.of("debug", "info", "notice", "warn", "err");

    /** What C tor's levels are called in the code's logging API, in the same order. */
    static final List<String> LOGGER_LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    static final int NOTICE = 2;
    static final int ERR = 4;

    private static final Pattern LINE = Pattern.compile("([a-z]+)-([a-z]+) (?:(stdout|stderr)|file (.+))");

    static LogLine parse(String line) throws StartFault {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw refused(line);
        }
        int least = LEVELS.indexOf(parts.group(1));
        int most = LEVELS.indexOf(parts.group(2));
        if (least < 0 || most < least) {
            throw refused(line);
        }
        boolean toFile = parts.group(4) != null;
        return new LogLine(least, most, toFile ? "file" : parts.group(3), toFile ? Path.of(parts.group(4)) : null);
    }

    private static StartFault refused(String line) {
        return new StartFault("Log \"" + line + "\" cannot be served: accepted is LEVEL-LEVEL, the first not above the"
                + " second, then stdout, stderr or file PATH; levels are " + String.join(", ", LEVELS));
    }
}
