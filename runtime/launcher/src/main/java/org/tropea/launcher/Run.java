package org.tropea.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * One router from start to end, on the main thread. Ways in: {@link #router} and {@link #listFingerprint}; the way out
 * is an {@link Ending}.
 */
final class Run {
    private static final String STARTED = "(&(objectClass=java.lang.Runnable)(tropea.signal=INT))";
    private static final String FINGERPRINT =
            "(&(objectClass=java.util.concurrent.Callable)(tropea.command=list-fingerprint))";

    private final Path home;
    private final CommandLine line;
    private final Settings settings;
    private final Notices notices;
    private final Ending ending = new Ending();

    private Run(Path home, CommandLine line, Settings settings) {
        this.home = home;
        this.line = line;
        this.settings = settings;
        this.notices = Notices.of(settings.log());
    }

    /** Runs a router until a signal or a fault. */
    static Ending.Cause router(Path home, CommandLine line) throws Exception {
        return new Run(home, line, Settings.read(line)).live("run");
    }

    /** Prints the identity's fingerprint, which the router makes if there is none yet. */
    static Ending.Cause listFingerprint(Path home, CommandLine line) throws Exception {
        return new Run(home, line, Settings.read(line)).live("list-fingerprint");
    }

    private Ending.Cause live(String command) throws Exception {
        long began = System.nanoTime();
        boolean runs = command.equals("run");
        notices.say("Tropea " + Main.version() + " running on " + System.getProperty("os.name") + " with Java "
                + Runtime.version() + ".");
        notices.say("Read configuration file \"" + line.torrc() + "\".");
        try (RunDirectory directory = RunDirectory.open(settings.dataDirectory())) {
            System.setProperty("java.io.tmpdir", directory.tmp().toString());
            Logback.write(settings.log(), settings.nickname(), directory);
            Set<String> signers = BundleSigners.read(settings.bundleSigners());
            Container container = Container.create(home, directory, properties(command), signers);
            try {
                Signals.install(container, ending, notices);
                acceptFaults(container.context());
                Arrival up = Arrival.of(runs ? STARTED : FINGERPRINT, container, ending);
                int bundles = container.start();
                container.watch(ending);
                List<String> left = container.needLaterJava();
                notices.say("Started " + bundles + " bundles, waiting for the router."
                        + (left.isEmpty() ? "" : " For a later Java: " + String.join(", ", left) + "."));
                ServiceReference<?> service = up.await("no router came up", "see " + directory.log());
                if (service != null && runs) {
                    foreground((System.nanoTime() - began) / 1_000_000);
                } else if (service != null) {
                    System.out.println(answer(container.context(), service));
                    ending.ended();
                }
                return ending.cause().get();
            } finally {
                container.stop();
            }
        }
    }

    private Map<String, String> properties(String command) {
        Map<String, String> properties = new HashMap<>();
        properties.put("tropea.command", command);
        properties.put("tropea.torrc", line.torrc().toString());
        properties.put("tropea.arguments", String.join("\n", line.arguments()));
        properties.put("tropea.data", settings.dataDirectory().toString());
        properties.put(BundleGate.PROPERTY, String.join(",", settings.bundleSigners()));
        return properties;
    }

    private void acceptFaults(BundleContext context) {
        Hashtable<String, Object> fatal = new Hashtable<>();
        fatal.put("tropea.fatal", true);
        Consumer<Object> consumer = message -> ending.failed(String.valueOf(message));
        context.registerService(Consumer.class.getName(), consumer, fatal);
    }

    private void foreground(long millis) throws IOException, InterruptedException, ExecutionException, StartFault {
        Path pidFile = settings.pidFile();
        if (pidFile != null) {
            writePid(pidFile);
        }
        notices.say("Started in " + millis + " ms.");
        ending.cause().get();
        if (pidFile != null) {
            Files.deleteIfExists(pidFile);
        }
    }

    private static void writePid(Path pidFile) throws StartFault {
        try {
            Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new StartFault("cannot write PidFile " + pidFile + ": " + e.getMessage());
        }
    }

    private static Object answer(BundleContext context, ServiceReference<?> reference) throws StartFault {
        try {
            return ((Callable<?>) context.getService(reference)).call();
        } catch (Exception e) {
            throw new StartFault(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
