package org.tropea.launcher;

import java.nio.file.Path;

/** {@code bin/tropea}. Exit code 0, or 1 with one line on stderr that says what is wrong. */
public final class Main {
    private static final String HELP = """
            tropea -f TORRC [--Option value ...]   run one router in the foreground
            tropea -f TORRC --verify-config        check the configuration, run nothing
            tropea -f TORRC --list-fingerprint     print the router's nickname and fingerprint
            tropea --demo [--help]                 a private network in this process, and a page through it
            tropea gencert [--help]                make an authority's keys, as tor-gencert does
            tropea --version | --help

            SIGINT shuts down gracefully, a second one and SIGTERM at once; SIGHUP reloads.
            Everything a run writes is under the torrc's DataDirectory.
            TROPEA_JAVA_OPTS replaces the options given to Java.""";

    private Main() {}

    /** The installation's directory comes in the system property {@code tropea.home}. */
    public static void main(String[] args) {
        Ending.Cause cause;
        try {
            cause = run(CommandLine.parse(args));
        } catch (StartFault e) {
            cause = new Ending.Cause(1, e.getMessage());
        } catch (Exception e) {
            cause = new Ending.Cause(1, "unexpected: " + e);
        }
        if (cause.message() != null) {
            System.err.println("tropea: " + cause.message());
        }
        System.out.flush();
        // Stopping took its time already; a thread or hook left behind by a bundle must not delay the end.
        Runtime.getRuntime().halt(cause.code());
    }

    private static Ending.Cause run(CommandLine line) throws Exception {
        Path home =
                Path.of(System.getProperty("tropea.home", ".")).toAbsolutePath().normalize();
        switch (line.command()) {
            case RUN -> {
                return Run.router(home, line);
            }
            case LIST_FINGERPRINT -> {
                return Run.listFingerprint(home, line);
            }
            case DEMO -> {
                return DemoRun.run(home, DemoOptions.parse(line.arguments()));
            }
            case VERIFY_CONFIG -> System.out.println(Settings.verified(line));
            case VERSION -> System.out.println("Tropea version " + version() + ".");
            case HELP -> System.out.println(HELP);
        }
        return new Ending.Cause(0, null);
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
