package org.tropea.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the command line asks for, in C tor's syntax. The launcher takes out what is for itself: the command and the
 * torrc's place. Options that override the torrc are the torrc reader's to judge.
 *
 * @param command what to do
 * @param torrc the configuration file, absolute; null for the commands that need none
 * @param arguments the rest, as given
 */
record CommandLine(Command command, Path torrc, List<String> arguments) {

    /** What to do; one word on the command line each. */
    enum Command {
        RUN,
        VERIFY_CONFIG,
        LIST_FINGERPRINT,
        DEMO,
        VERSION,
        HELP
    }

    /** Arguments without a value behind them, apart from commands and {@code /Option}. */
    private static final Set<String> FLAGS =
            Set.of("--quiet", "--hush", "--ignore-missing-torrc", "--allow-missing-torrc");

    static CommandLine parse(String[] args) throws StartFault {
        if (args.length > 0 && args[0].equals("--demo")) {
            return new CommandLine(Command.DEMO, null, List.of(args).subList(1, args.length));
        }
        Command command = Command.RUN;
        Path torrc = null;
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--verify-config" -> command = Command.VERIFY_CONFIG;
                case "--list-fingerprint" -> command = Command.LIST_FINGERPRINT;
                case "--version" -> command = Command.VERSION;
                case "-h", "--help" -> command = Command.HELP;
                case "-f", "--torrc-file" -> torrc = Path.of(value(args, ++i)).toAbsolutePath();
                default -> {
                    rest.add(args[i]);
                    if (!FLAGS.contains(args[i]) && !args[i].matches("-{0,2}/.*")) {
                        rest.add(value(args, ++i));
                    }
                }
            }
        }
        if (torrc == null && command != Command.VERSION && command != Command.HELP) {
            throw new StartFault("no configuration file: say -f TORRC (conf/torrc.sample is an example)");
        }
        return new CommandLine(command, torrc, List.copyOf(rest));
    }

    private static String value(String[] args, int index) throws StartFault {
        if (index >= args.length) {
            throw new StartFault("command line: " + args[index - 1] + " needs a value");
        }
        if (args[index].indexOf('\n') >= 0) {
            throw new StartFault("command line: the value of " + args[index - 1] + " is longer than one line");
        }
        return args[index];
    }
}
