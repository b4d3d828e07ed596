package org.tropea.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import sun.misc.Signal;

/**
 * The demo from start to end: a container in a temporary directory, in which the bundle {@code org.tropea.demo} does the
 * rest. SIGINT, SIGTERM and SIGHUP, which comes when the terminal is closed, end it at once; the directory, where keys
 * are, is deleted, however it ends but by SIGKILL. Of a run that failed the log's complaints are printed first.
 */
@SuppressWarnings("sunapi")
final class DemoRun {
    private static final String DEMO = "(&(objectClass=java.util.concurrent.Callable)(tropea.command=demo))";
    private static final int COMPLAINTS = 20;

    private final Ending ending = new Ending();

    private DemoRun() {}

    static Ending.Cause run(Path home, DemoOptions options) throws Exception {
        if (options.help()) {
            System.out.println(DemoOptions.HELP);
            return new Ending.Cause(0, null);
        }
        try (ShortLived folder = ShortLived.create("tropea-demo-");
                RunDirectory directory = RunDirectory.open(folder.root())) {
            return new DemoRun().live(home, directory, options);
        }
    }

    private Ending.Cause live(Path home, RunDirectory directory, DemoOptions options) throws Exception {
        for (String name : List.of("HUP", "INT", "TERM")) {
            Signal.handle(new Signal(name), signal -> ending.ended());
        }
        System.setProperty("java.io.tmpdir", directory.tmp().toString());
        Logback.write(List.of(), null, directory);
        Container container = Container.create(home, directory, options.properties(directory.root()), Set.of());
        try {
            Arrival offered = Arrival.of(DEMO, container, ending);
            container.start();
            container.watch(ending);
            ServiceReference<?> demo = offered.await("the demo did not begin", "its bundle offers nothing");
            if (demo != null) {
                begin(container.context(), demo);
            }
            Ending.Cause cause = ending.cause().get();
            if (cause.code() != 0) {
                complaints(directory.log()).forEach(System.err::println);
            }
            return cause;
        } finally {
            container.stop();
        }
    }

    private void begin(BundleContext context, ServiceReference<?> reference) {
        Thread thread = new Thread(() -> play(context, reference), "tropea-demo");
        thread.setDaemon(true);
        thread.start();
    }

    private void play(BundleContext context, ServiceReference<?> reference) {
        try {
            Object code = ((Callable<?>) context.getService(reference)).call();
            if (Integer.valueOf(0).equals(code)) {
                ending.ended();
            } else {
                ending.failed("the demo did not get through");
            }
        } catch (Exception fault) {
            ending.failed("the demo failed: " + fault);
        }
    }

    /** The last warnings and errors of {@code log}, which is deleted a moment later. */
    private static List<String> complaints(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> line.contains(" [warn] ") || line.contains(" [err] "))
                    .toList();
            return lines.subList(Math.max(0, lines.size() - COMPLAINTS), lines.size());
        } catch (IOException none) {
            return List.of();
        }
    }
}
