package org.tropea.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The embedded framework of one run: bundles of the installation by reference, everything written under the run's
 * directory. Created and stopped by the main thread; {@link #handlers} may be called by any thread.
 */
final class Container {
    /** The framework is given this long to stop its bundles, then the process ends without them. */
    static final long STOP_MILLIS = 2_000;

    private static final String JAVA = ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE;

    private final Path home;
    private final Framework framework;
    /** Null when any bundle may be installed. */
    private final BundleGate gate;

    private Container(Path home, Framework framework, BundleGate gate) {
        this.home = home;
        this.framework = framework;
        this.gate = gate;
    }

    /**
     * Makes the framework ready to have bundles installed; nothing runs yet. Unless {@code signers} is empty, what is
     * not in the installation must be signed by one of them.
     */
    static Container create(Path home, RunDirectory directory, Map<String, String> extra, Set<String> signers)
            throws StartFault {
        if (!signers.isEmpty()) {
            // Framework extensions run inside Felix itself, and it resolves them without asking a hook.
            System.setProperty("felix.extensions.disable", "true");
        }
        Map<String, String> properties = new HashMap<>(template(home));
        properties.put(Constants.FRAMEWORK_STORAGE, directory.cache().toString());
        properties.put("felix.cm.dir", directory.config().toString());
        properties.put("felix.fileinstall.tmpdir", directory.tmp().toString());
        properties.put("felix.fileinstall.dir", watched(home, directory));
        properties.put("tropea.home", home.toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(
                "org.ops4j.pax.logging.property.file", directory.logback().toString());
        properties.putAll(extra);
        try {
            Framework framework = ServiceLoader.load(FrameworkFactory.class)
                    .findFirst()
                    .orElseThrow()
                    .newFramework(properties);
            framework.init();
            BundleGate gate = signers.isEmpty()
                    ? null
                    : BundleGate.open(framework.getBundleContext(), signers, directory.cache());
            return new Container(home, framework, gate);
        } catch (BundleException e) {
            throw new StartFault("the framework does not start: " + e.getMessage());
        }
    }

    /**
     * Installs every bundle, in {@code conf/start.order}'s order, others behind, and starts them; but for those that
     * need a later Java than this one. Returns how many it started.
     */
    int start() throws StartFault {
        String current = "bundle/";
        try {
            List<Bundle> bundles = new ArrayList<>();
            for (Path jar : jars()) {
                current = jar.toString();
                bundles.add(context().installBundle("reference:" + jar.toUri()));
            }
            if (gate != null) {
                gate.close();
            }
            framework.start();
            for (Bundle bundle : bundles) {
                current = bundle.getSymbolicName();
                if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null && suitsThisJava(bundle)) {
                    bundle.start();
                }
            }
            return bundles.size() - needLaterJava().size();
        } catch (BundleException | IOException e) {
            throw new StartFault("cannot start " + current + ": " + why(e));
        }
    }

    /** The framework's word for it, and what lies behind: a full disk is only there. */
    private static String why(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == fault ? fault.getMessage() : fault.getMessage() + " (" + cause.getMessage() + ")";
    }

    private boolean suitsThisJava(Bundle bundle) {
        List<BundleCapability> here = framework.adapt(BundleWiring.class).getCapabilities(JAVA);
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(JAVA).stream()
                .allMatch(need -> here.stream().anyMatch(need::matches));
    }

    /** Names of bundles that this Java is too old for. */
    List<String> needLaterJava() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> !suitsThisJava(bundle))
                .map(Bundle::getSymbolicName)
                .toList();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The routers' services for a signal, empty when there is none (any more). */
    List<Runnable> handlers(String signal) {
        BundleContext context = context();
        List<Runnable> handlers = new ArrayList<>();
        try {
            ServiceReference<?>[] references = context == null
                    ? null
                    : context.getAllServiceReferences(Runnable.class.getName(), "(tropea.signal=" + signal + ")");
            for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
                if (context.getService(reference) instanceof Runnable handler) {
                    handlers.add(handler);
                }
            }
        } catch (InvalidSyntaxException | IllegalStateException e) {
            handlers.clear();
        }
        return handlers;
    }

    /** Names of bundles that are not running, for the message of a run that does not get up. */
    String notRunning() {
        return Arrays.stream(context().getBundles())
                .filter(b -> b.getState() < Bundle.STARTING && b.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(this::suitsThisJava)
                .map(Bundle::getSymbolicName)
                .collect(Collectors.joining(", "));
    }

    /**
     * Ends the run when somebody stopped bundle 0, or updated it, which starts all bundles anew. After a stop nothing would
     * run in this process any more; nor after an update behind the gate, which knows the installation's bundles by their
     * first start.
     */
    void watch(Ending ending) {
        Thread watcher = new Thread(() -> endWith(ending), "framework-watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void endWith(Ending ending) {
        try {
            boolean startsAnew = framework.waitForStop(0).getType() == FrameworkEvent.STOPPED_UPDATE;
            if (!startsAnew) {
                ending.failed("the framework, which is bundle 0, was stopped");
            } else if (gate != null) {
                ending.failed("the framework was updated: with BundleSigners it starts anew only with the process");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(STOP_MILLIS);
    }

    private List<Path> jars() throws IOException {
        Path directory = home.resolve("bundle");
        Path order = home.resolve("conf").resolve("start.order");
        Set<Path> jars = new LinkedHashSet<>();
        if (Files.exists(order)) {
            Files.readAllLines(order).forEach(name -> jars.add(directory.resolve(name)));
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
        jars.removeIf(jar -> !Files.exists(jar));
        return List.copyOf(jars);
    }

    private static Map<String, String> template(Path home) throws StartFault {
        Path file = home.resolve("conf").resolve("config.properties");
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StartFault("the installation is damaged, cannot read " + file);
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }

    /** Later directories are the run's own; what lies in the installation's is for every router of it. */
    private static String watched(Path home, RunDirectory directory) {
        return Stream.of(home.resolve("conf"), home.resolve("deploy"), directory.conf(), directory.deploy())
                .map(Path::toString)
                .collect(Collectors.joining(","));
    }
}
