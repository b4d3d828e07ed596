package org.tropea.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** What a router does towards the launcher, as a bundle of its own: files in the DataDirectory tell what was called. */
public final class FakeRouter implements BundleActivator {
    private Path data;

    @Override
    public void start(BundleContext context) throws Exception {
        data = Path.of(context.getProperty("tropea.data"));
        if (context.getProperty("tropea.command").equals("demo")) {
            demo(context, context.getProperty("tropea.demo.authorities"));
            return;
        }
        String options = context.getProperty("tropea.arguments");
        if (options.contains("ContactInfo\nfatal")) {
            fatal(context, "ORPort 9001 is in use:\nno other port was given");
        } else if (context.getProperty("tropea.command").equals("list-fingerprint")) {
            Callable<String> answer = () -> "fake ABCD";
            register(context, Callable.class, answer, "tropea.command", "list-fingerprint");
        } else if (!options.contains("ContactInfo\nabsent")) {
            register(context, Runnable.class, (Runnable) () -> hangUp(context), "tropea.signal", "HUP");
            register(context, Runnable.class, (Runnable) this::shutDown, "tropea.signal", "INT");
        }
    }

    /** What the demo does, by its only option with a number: 1 never comes, 2 fails, 3 and 4 stay, and 4 stops bundle 0. */
    private void demo(BundleContext context, String how) throws IOException {
        if (how.equals("1")) {
            return;
        }
        Callable<Integer> demo = () -> {
            Files.writeString(
                    data.resolve("tropea.log"), "Nov 23 [notice] all is well\nNov 23 [warn] nobody answers\n");
            Files.writeString(data.resolve("secret"), "key");
            if (how.equals("2")) {
                return 1;
            } else if (how.equals("4")) {
                context.getBundle(0).stop();
            }
            System.out.println("here: " + data);
            Thread.sleep(60_000);
            return 0;
        };
        register(context, Callable.class, demo, "tropea.command", "demo");
    }

    @Override
    public void stop(BundleContext context) {
        mark("stopped");
        for (int i = 0; i < 20 && context.getProperty("tropea.command").equals("demo"); i++) {
            write("late" + i + "/keys");
        }
    }

    private void write(String name) {
        try {
            Thread.sleep(5);
            Files.createDirectories(data.resolve(name).getParent());
            mark(name);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file says what is to happen to bundle 0. */
    private void hangUp(BundleContext context) {
        mark("hup");
        try {
            if (Files.exists(data.resolve("stop0"))) {
                context.getBundle(0).stop();
            } else if (Files.exists(data.resolve("update0"))) {
                context.getBundle(0).update();
            }
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private void shutDown() {
        mark("int");
        while (!Files.exists(data.resolve("release"))) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void mark(String name) {
        try {
            Files.writeString(data.resolve(name), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void fatal(BundleContext context, String message) throws Exception {
        ServiceReference<?> reference =
                context.getAllServiceReferences(Consumer.class.getName(), "(tropea.fatal=true)")[0];
        ((Consumer<Object>) context.getService(reference)).accept(message);
    }

    private static void register(BundleContext context, Class<?> type, Object service, String key, String value) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(key, value);
        context.registerService(type.getName(), service, properties);
    }
}
