package org.tropea.torrc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Arguments as C tor takes them: {@code -f TORRC}, commands such as {@code --verify-config}, and any option with one
 * dash, two or none before its name. Immutable once parsed.
 */
final class CommandLine {
    private static final Set<String> FLAGS =
            Set.of("--verify-config", "--launcher-values", "--quiet", "--hush", "--list-torrc-options");

    private final Set<String> flags = new LinkedHashSet<>();
    private final List<TorrcLine> options = new ArrayList<>();
    private Path torrc;
    private Path defaults;
    private boolean missingAllowed;

    private CommandLine() {}

    static CommandLine parse(List<String> arguments) throws TorrcFault {
        CommandLine line = new CommandLine();
        int at = 0;
        while (at < arguments.size()) {
            at += line.take(arguments, at);
        }
        return line;
    }

    /** Whether a command or flag without a value was given. */
    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** The layers to put together: default torrc, torrc, then what was written here. */
    List<List<TorrcLine>> layers() throws TorrcFault {
        List<List<TorrcLine>> layers = new ArrayList<>();
        if (defaults != null) {
            layers.add(TorrcReader.read(defaults));
        }
        if (torrc != null && !(missingAllowed && !torrc.toString().equals("-") && !Files.exists(torrc))) {
            layers.add(TorrcReader.read(torrc));
        }
        layers.add(options);
        return layers;
    }

    /** Takes one argument, with its value if it has one; returns how many were taken. */
    private int take(List<String> arguments, int at) throws TorrcFault {
        String argument = arguments.get(at);
        if (FLAGS.contains(argument)) {
            flags.add(argument);
            return 1;
        }
        switch (argument) {
            case "-f", "--torrc-file" -> torrc = Path.of(value(arguments, at));
            case "--defaults-torrc" -> defaults = Path.of(value(arguments, at));
            case "--ignore-missing-torrc", "--allow-missing-torrc" -> {
                missingAllowed = true;
                return 1;
            }
            default -> {
                return option(arguments, at);
            }
        }
        return 2;
    }

    private int option(List<String> arguments, int at) throws TorrcFault {
        String name = arguments.get(at).replaceFirst("^--?", "");
        if (name.startsWith("/")) {
            options.add(line(TorrcLine.Change.CLEAR, name.substring(1), ""));
            return 1;
        }
        boolean append = name.startsWith("+");
        TorrcLine.Change change = append ? TorrcLine.Change.APPEND : TorrcLine.Change.SET;
        options.add(line(change, append ? name.substring(1) : name, value(arguments, at)));
        return 2;
    }

    private static TorrcLine line(TorrcLine.Change change, String name, String value) {
        return new TorrcLine(TorrcLine.COMMAND_LINE, 0, change, name, value.strip());
    }

    private static String value(List<String> arguments, int at) throws TorrcFault {
        if (at + 1 >= arguments.size()) {
            throw new TorrcFault("command line: " + arguments.get(at) + " needs a value");
        }
        return arguments.get(at + 1);
    }
}
