package org.tropea.launcher;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.torrc.TorrcMain;

/**
 * What the launcher itself needs to know of a torrc; all else is the router's. The torrc bundle's jar reads it, here as
 * a plain library outside the framework, so that launcher and router cannot differ. Immutable.
 *
 * @param dataDirectory absolute
 * @param nickname the router's name
 * @param log at least one line
 * @param pidFile absolute, or null
 * @param bundleSigners words of the option of that name; empty when any bundle may be installed
 */
record Settings(Path dataDirectory, String nickname, List<LogLine> log, Path pidFile, List<String> bundleSigners) {
    private static final Pattern VALUE = Pattern.compile("^([A-Z_]+)='((?:[^']|'\\\\'')*)'$", Pattern.MULTILINE);

    private static final String[] DEFAULT_LOG = {"notice-err stdout"};

    /** Reads and checks the whole configuration; a fault's message is one line with the place of the mistake. */
    static Settings read(CommandLine line) throws StartFault {
        Map<String, String> values = values(output(line, "--launcher-values"));
        List<LogLine> log = new ArrayList<>();
        String lines = values.get("TROPEA_LOG");
        for (String each : lines.isEmpty() ? DEFAULT_LOG : lines.split("\n")) {
            log.add(LogLine.parse(each));
        }
        String pidFile = values.get("TROPEA_PID_FILE");
        return new Settings(
                Path.of(values.get("TROPEA_DATA_DIRECTORY")),
                values.get("TROPEA_NICKNAME"),
                List.copyOf(log),
                pidFile.isEmpty() ? null : Path.of(pidFile),
                values.get("TROPEA_BUNDLE_SIGNERS").lines().toList());
    }

    /** Checks the configuration and returns what is to be printed; warnings go to stderr. */
    static String verified(CommandLine line) throws StartFault {
        BundleSigners.read(read(line).bundleSigners());
        return output(line, "--verify-config");
    }

    private static String output(CommandLine line, String command) throws StartFault {
        List<String> arguments = new ArrayList<>(line.arguments());
        arguments.add(0, command);
        arguments.addAll(1, List.of("-f", line.torrc().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = TorrcMain.run(arguments, utf8(out), utf8(err));
        String messages = err.toString(StandardCharsets.UTF_8).strip();
        if (code != 0) {
            throw new StartFault(messages);
        }
        if (!messages.isEmpty()) {
            System.err.println(messages);
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private static PrintStream utf8(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** The reader's output is made for a POSIX shell: {@code NAME='value'}, a quote in the value as {@code '\''}. */
    static Map<String, String> values(String shell) {
        Map<String, String> values = new HashMap<>();
        Matcher matcher = VALUE.matcher(shell);
        while (matcher.find()) {
            values.put(matcher.group(1), matcher.group(2).replace("'\\''", "'"));
        }
        return values;
    }
}
