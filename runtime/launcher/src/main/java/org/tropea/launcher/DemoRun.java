package org.tropea.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import sun.misc.Signal;

/**
 * The demo from start to end: a container in a temporary directory, in which the bundle {@code org.tropea.demo} does the
 * rest. SIGINT and SIGTERM end it at once; the directory is deleted, however it ends.
 */
@SuppressWarnings("sunapi")
final class DemoRun {
    private static final String DEMO = "(&(objectClass=java.util.concurrent.Callable)(tropea.command=demo))";

    private final Ending ending = new Ending();

    private DemoRun() {}

    static Ending.Cause run(Path home, DemoOptions options) throws Exception {
        if (options.help()) {
            System.out.println(DemoOptions.HELP);
            return new Ending.Cause(0, null);
        }
        Path root = Files.createTempDirectory("tropea-demo-");
        try (RunDirectory directory = RunDirectory.open(root)) {
            return new DemoRun().live(home, directory, options);
        } finally {
            delete(root);
        }
    }

    private Ending.Cause live(Path home, RunDirectory directory, DemoOptions options) throws Exception {
        for (String name : List.of("HUP", "INT", "TERM")) { // the terminal closed, too: no keys are left behind
            Signal.handle(new Signal(name), signal -> ending.ended());
        }
        System.setProperty("java.io.tmpdir", directory.tmp().toString());
        Logback.write(List.of(), null, directory);
        Container container = Container.create(home, directory, options.properties(directory.root()), Set.of());
        try {
            CompletableFuture<ServiceReference<?>> offered = new CompletableFuture<>();
            ServiceListener listener = event -> {
                if (event.getType() == ServiceEvent.REGISTERED) {
                    offered.complete(event.getServiceReference());
                }
            };
            container.context().addServiceListener(listener, DEMO);
            container.start();
            offered.thenAccept(reference -> begin(container.context(), reference));
            return ending.cause().get();
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

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
