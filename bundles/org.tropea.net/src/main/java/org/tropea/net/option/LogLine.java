package org.tropea.net.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Log line: {@code notice stdout}, {@code info-notice file /var/log/relay.log}. Immutable. Domains in brackets are
 * read over: Tropea's loggers have names of their own.
 *
 * @param lowest the least severe level that is written
 * @param highest the most severe level that is written
 * @param target where to
 * @param file the file's name as written, for {@link Target#FILE}; otherwise empty
 */
public record LogLine(Level lowest, Level highest, Target target, String file) {
    private static final Pattern LINE = Pattern.compile(
            "(?:\\[[^]]*]\\s*)?([a-z]+)(?:-([a-z]+))?(?:\\s*\\[[^]]*]\\s*[a-z]+(?:-[a-z]+)?)*"
                    + "(?:\\s+(stdout|stderr|syslog|file\\s+(\\S.*)))?",
            Pattern.CASE_INSENSITIVE);

    /** Severities, least severe first. */
    public enum Level {
        /** Everything, and it hurts the users of a relay to keep it. */
        DEBUG,
        /** What happens all the time. */
        INFO,
        /** What an operator wants to read. */
        NOTICE,
        /** What an operator should act on. */
        WARN,
        /** What ends the program. */
        ERR
    }

    /** Places a log can go to. */
    public enum Target {
        /** Standard output. */
        STDOUT,
        /** Standard error. */
        STDERR,
        /** The system's log. */
        SYSLOG,
        /** A file. */
        FILE
    }

    /** Parses a line; an {@link OptionFault} says what is accepted. */
    public static LogLine parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw fault(line);
        }
        Level lowest = level(line, parts.group(1));
        Level highest = parts.group(2) == null ? Level.ERR : level(line, parts.group(2));
        String place = parts.group(3) == null ? "stdout" : parts.group(3).split("\\s+", 2)[0];
        String file = parts.group(4) == null ? "" : parts.group(4);
        return new LogLine(lowest, highest, Target.valueOf(place.toUpperCase(Locale.ROOT)), file);
    }

    private static Level level(String line, String word) {
        String name = word.toUpperCase(Locale.ROOT);
        for (Level level : Level.values()) {
            if (level.name().equals(name)) {
                return level;
            }
        }
        throw fault(line);
    }

    private static OptionFault fault(String line) {
        return new OptionFault(
                "Log",
                line,
                "debug, info, notice, warn or err, a range of two, then stdout, stderr, syslog or file PATH");
    }
}
