package org.tropea.itests.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.OrAddresses;

/**
 * Routers that a test configures through ConfigAdmin: private ones, which talk to nobody. A role of the test's own gets
 * the scope of each router that is up; what a launcher would hear of a router that cannot start is kept in
 * {@link #refusals}.
 */
final class Routers implements RoleFactory {
    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final Map<String, RouterScope> up = new ConcurrentHashMap<>();
    private final Map<String, Configuration> configured = new ConcurrentHashMap<>();
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    private final List<ServiceRegistration<?>> registrations;
    private final Path folder;

    Routers(BundleContext context) {
        this.context = context;
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        this.admin = context.getService(reference);
        try {
            this.folder = Files.createTempDirectory("tropea-container-");
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
        Consumer<String> ear = refusals::add;
        this.registrations = List.of(
                context.registerService(Consumer.class, ear, new Hashtable<>(Map.of("tropea.fatal", true))),
                context.registerService(RoleFactory.class, this, new Hashtable<>(Map.of(NAME, "test"))));
    }

    /** Configures a router with {@code more} options, name and value by turns; returns its scope once it is up. */
    RouterScope start(String nickname, String... more) throws Exception {
        configure(nickname, more);
        Await.until(nickname + " is up; refusals: " + refusals, () -> up.containsKey(nickname) || !refusals.isEmpty());
        if (!up.containsKey(nickname)) {
            throw new AssertionError(nickname + " was refused: " + refusals);
        }
        return up.get(nickname);
    }

    /** The scope of the router {@code nickname}; null while it is not up. */
    RouterScope scope(String nickname) {
        return up.get(nickname);
    }

    /** Makes or changes a router's configuration. */
    void configure(String nickname, String... more) throws IOException {
        Dictionary<String, Object> options = new Hashtable<>();
        options.put("TestingTorNetwork", "1");
        options.put("Nickname", nickname);
        options.put("DataDirectory", folder.resolve(nickname).toString());
        options.put("ORPort", new String[] {"127.0.0.1:auto"});
        options.put("OutboundBindAddress", new String[] {"127.0.0.1"});
        options.put(
                "DirAuthority",
                new String[] {"nobody orport=1 v3ident=" + "A".repeat(40) + " 127.0.0.1:1 " + "B".repeat(40)});
        options.put("PublishServerDescriptor", "0");
        options.put("AssumeReachable", "1");
        options.put("ExitRelay", "0");
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        Configuration configuration = admin.getFactoryConfiguration("org.tropea.router", nickname, "?");
        configuration.update(options);
        configured.put(nickname, configuration);
    }

    /** Deletes a router's configuration; returns once its roles were stopped and none of its threads is left. */
    void delete(String nickname) throws Exception {
        configured.remove(nickname).delete();
        Await.until(nickname + " is down", () -> !up.containsKey(nickname));
        awaitNoThreads(nickname);
    }

    /** The router has ended: its threads do so within moments. */
    static void awaitNoThreads(String nickname) throws Exception {
        Await.until(
                "no thread of " + nickname + " is left", () -> threads(nickname).isEmpty());
    }

    /** The names of the threads that are a router's. */
    static List<String> threads(String nickname) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(nickname))
                .sorted()
                .toList();
    }

    /** The port on 127.0.0.1 that the kernel gave the router. */
    static int orPort(RouterScope router) {
        return router.part(OrAddresses.class).advertised().get(0).getPort();
    }

    /** What the next router that could not start said. */
    String refusal() throws InterruptedException {
        String message = refusals.poll(60, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no router refused its configuration");
        }
        return message;
    }

    /** The connections and listeners of a router, one line each, as commands will show them. */
    static List<String> connections(RouterScope router) throws Exception {
        Connections table = router.part(Connections.class);
        CompletableFuture<?> status =
                (CompletableFuture<?>) table.getClass().getMethod("status").invoke(table);
        return ((List<?>) status.get(10, TimeUnit.SECONDS))
                .stream().map(Object::toString).toList();
    }

    @Override
    public Role start(RouterScope router) {
        up.put(router.name(), router);
        return new Role() {
            @Override
            public void reloaded() {}

            @Override
            public void close() {
                up.remove(router.name());
            }
        };
    }

    /** Deletes what is configured and everything that was written. */
    void close() throws Exception {
        for (String nickname : List.copyOf(configured.keySet())) {
            configured.remove(nickname).delete();
            awaitNoThreads(nickname);
        }
        registrations.forEach(ServiceRegistration::unregister);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
