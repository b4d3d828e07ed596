package org.tropea.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.List;

/**
 * Turns the {@code Log} lines of a torrc into the logging configuration of one run, with C tor's line format. What a
 * thread of another router of the process says has that router's name before it.
 */
final class Logback {
    /** The code's levels come out under C tor's names; replacing lower by upper never meets its own result. */
    private static final String HEAD = "%d{MMM dd HH:mm:ss.SSS, " + ZoneId.systemDefault() + ", en} "
            + "[%replace(%replace(%replace(%replace(%replace(%level){'ERROR','err'}){'WARN','warn'})"
            + "{'INFO','notice'}){'DEBUG','info'}){'TRACE','debug'}] ";

    /** Threads of a router are called tropea-[WHAT-]NAME[-loop-NUMBER]; those of the remote shell belong to none. */
    private static final String NOBODYS = "'^(?!tropea-).*|^tropea-ssh-.*',''";

    private static final String ANYBODYS = "'^tropea-([a-z]+-)?([A-Za-z0-9]+)(-(loop|worker)-[0-9]+)?$','$2: '";

    /** A pattern that names every router, or every one but {@code own}. */
    private static String pattern(String own) {
        String thread = "%replace(%thread){" + NOBODYS + "}";
        if (own != null) {
            thread = "%replace(" + thread + "){'^tropea-([a-z]+-)?" + own + "(-(loop|worker)-[0-9]+)?$',''}";
        }
        return HEAD + "%replace(" + thread + "){" + ANYBODYS + "}%msg%n";
    }

    private Logback() {}

    /**
     * Writes the configuration; {@code own} is the torrc's router, null when there is none. The run's own log file always
     * gets notice and above, two files of 10 MB at most.
     */
    static void write(List<LogLine> lines, String own, RunDirectory directory) throws StartFault {
        String pattern = pattern(own);
        StringBuilder xml = new StringBuilder("<configuration>\n");
        for (int i = 0; i < lines.size(); i++) {
            appender(xml, "log" + i, lines.get(i), pattern);
        }
        ownLog(xml, directory.log(), pattern);
        loggers(xml, lines);
        try {
            Files.writeString(directory.logback(), xml.append("</configuration>\n"));
        } catch (IOException e) {
            throw new StartFault("cannot write " + directory.logback() + ": " + e.getMessage());
        }
    }

    private static void appender(StringBuilder xml, String name, LogLine line, String pattern) throws StartFault {
        boolean toFile = line.target().equals("file");
        String kind = toFile ? "FileAppender" : "ConsoleAppender";
        xml.append("  <appender name=\"" + name + "\" class=\"ch.qos.logback.core." + kind + "\">\n");
        if (toFile) {
            checkWritable(line.file());
            xml.append("    <file>" + escaped(line.file()) + "</file>\n");
        } else {
            xml.append("    <target>System." + (line.target().equals("stderr") ? "err" : "out") + "</target>\n");
        }
        filters(xml, line.least(), line.most());
        xml.append("    <encoder><pattern>" + pattern + "</pattern></encoder>\n  </appender>\n");
    }

    private static void filters(StringBuilder xml, int least, int most) {
        xml.append("    <filter class=\"ch.qos.logback.classic.filter.ThresholdFilter\"><level>"
                + LogLine.LOGGER_LEVELS.get(least) + "</level></filter>\n");
        for (int level = most + 1; level <= LogLine.ERR; level++) {
            xml.append("    <filter class=\"ch.qos.logback.classic.filter.LevelFilter\"><level>"
                    + LogLine.LOGGER_LEVELS.get(level) + "</level><onMatch>DENY</onMatch></filter>\n");
        }
    }

    private static void ownLog(StringBuilder xml, Path file, String pattern) {
        xml.append("  <appender name=\"own\" class=\"ch.qos.logback.core.rolling.RollingFileAppender\">\n"
                + "    <file>" + escaped(file) + "</file>\n"
                + "    <rollingPolicy class=\"ch.qos.logback.core.rolling.FixedWindowRollingPolicy\">"
                + "<fileNamePattern>" + escaped(file) + ".%i</fileNamePattern>"
                + "<minIndex>1</minIndex><maxIndex>1</maxIndex></rollingPolicy>\n"
                + "    <triggeringPolicy class=\"ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy\">"
                + "<maxFileSize>10MB</maxFileSize></triggeringPolicy>\n");
        filters(xml, LogLine.NOTICE, LogLine.ERR);
        xml.append("    <encoder><pattern>" + pattern + "</pattern></encoder>\n  </appender>\n");
    }

    /** The container's own bundles stay quiet below warn, unless somebody asked for debug. */
    private static void loggers(StringBuilder xml, List<LogLine> lines) {
        int least = lines.stream().mapToInt(LogLine::least).min().orElse(LogLine.NOTICE);
        least = Math.min(least, LogLine.NOTICE);
        String others = least == 0 ? "INFO" : "WARN";
        xml.append("  <logger name=\"org.tropea\" level=\"" + LogLine.LOGGER_LEVELS.get(least) + "\"/>\n");
        xml.append("  <root level=\"" + others + "\">\n");
        for (int i = 0; i < lines.size(); i++) {
            xml.append("    <appender-ref ref=\"log" + i + "\"/>\n");
        }
        xml.append("    <appender-ref ref=\"own\"/>\n  </root>\n");
    }

    private static void checkWritable(Path file) throws StartFault {
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new StartFault(
                    "Log file " + file + " cannot be opened: " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static String escaped(Path path) {
        return path.toString().replace("&", "&amp;").replace("<", "&lt;").replace("$", "\\$");
    }
}
