package org.tropea.torrc;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tropea.net.option.LogLine;
import org.tropea.net.option.Option;
import org.tropea.net.option.OptionCatalogue;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.OptionSupport;
import org.tropea.net.option.Options;

/**
 * The part of {@code bin/tropea} that must understand a torrc before the framework starts. Needs no OSGi on the class
 * path. Exit code 0, or 1 with one line on standard error that says what is wrong.
 *
 * <p>{@code --verify-config} checks everything and says so. {@code --launcher-values} checks too, and prints what the
 * launcher needs as lines that a POSIX shell can {@code eval}. {@code --list-torrc-options} prints the known names.
 */
public final class TorrcMain {
    private final PrintStream out;
    private final PrintStream err;

    private TorrcMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs one command and exits the JVM with its code. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Runs one command; returns the exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            new TorrcMain(out, err).run(CommandLine.parse(arguments));
            return 0;
        } catch (TorrcFault | OptionFault fault) {
            err.println(fault.getMessage());
            return 1;
        }
    }

    private void run(CommandLine line) throws TorrcFault {
        if (line.has("--list-torrc-options")) {
            listOptions();
            return;
        }
        Torrc torrc = Torrc.of(line.layers());
        List<String> warnings = torrc.check();
        if (!line.has("--quiet") && !line.has("--launcher-values")) {
            warnings.forEach(warning -> err.println("[warn] " + warning));
        }
        if (line.has("--launcher-values")) {
            launcherValues(torrc.options());
        } else {
            out.println("Configuration was valid");
        }
    }

    private void listOptions() {
        for (Option option : OptionCatalogue.standard().all()) {
            if (option.support() != OptionSupport.OBSOLETE) {
                out.println(option.name());
            }
        }
    }

    /** Paths are absolute, so that the launcher may change its directory; Log lines are joined by line ends. */
    private void launcherValues(Options options) {
        value("TROPEA_DATA_DIRECTORY", absolute(options.dataDirectory()));
        value("TROPEA_KEY_DIRECTORY", absolute(options.keyDirectory()));
        value("TROPEA_PID_FILE", absolute(options.path("PidFile")));
        value("TROPEA_NICKNAME", options.text("Nickname"));
        value("TROPEA_SHUTDOWN_WAIT_SECONDS", Long.toString(options.intervalMillis("ShutdownWaitLength") / 1000));
        value("TROPEA_BUNDLE_SIGNERS", String.join("\n", options.list("BundleSigners")));
        value(
                "TROPEA_LOG",
                String.join(
                        "\n", options.logs().stream().map(TorrcMain::logText).toList()));
    }

    private static String logText(LogLine log) {
        String levels = (log.lowest() + "-" + log.highest()).toLowerCase(Locale.ROOT);
        String target = log.target().toString().toLowerCase(Locale.ROOT);
        return levels + " " + target + (log.file().isEmpty() ? "" : " " + absolute(Options.expanded(log.file())));
    }

    private static String absolute(Path path) {
        return path == null ? "" : path.toAbsolutePath().normalize().toString();
    }

    private void value(String name, String value) {
        out.println(name + "='" + value.replace("'", "'\\''") + "'");
    }
}
