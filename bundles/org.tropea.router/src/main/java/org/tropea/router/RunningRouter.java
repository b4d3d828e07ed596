package org.tropea.router;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineFactory;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.DirServer;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.net.option.RelayRules;
import org.tropea.net.path.Paths;

/**
 * One running router: its scope, its pipeline and listeners, and its roles. STARTED by {@link #start}; SHUTTING DOWN from
 * {@link #shutDownGracefully} on; STOPPED by {@link #close}. Framework and signal threads.
 */
final class RunningRouter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningRouter.class);

    /** What is read at the start only. */
    private static final List<String> FIXED = List.of(
            "Nickname",
            "ORPort",
            "ExtORPort",
            "ExtORPortCookieAuthFile",
            "ExtORPortCookieAuthFileGroupReadable",
            "Address",
            "DataDirectory",
            "KeyDirectory",
            "BundleSigners");

    private final Scope scope;
    private final Pipeline pipeline;
    /** Null for a factory whose role the options do not ask for. */
    private final Map<RoleFactory, Role> roles = new LinkedHashMap<>();

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long started = System.nanoTime();
    private final Heartbeat heartbeat;
    private final EntryPorts entryPorts;
    private final TransportPorts transportPorts;

    private RunningRouter(Scope scope, Pipeline pipeline) {
        this.scope = scope;
        this.pipeline = pipeline;
        this.heartbeat = new Heartbeat(scope, pipeline);
        this.entryPorts = new EntryPorts(scope.part(Connections.class));
        this.transportPorts = new TransportPorts(scope.part(Connections.class));
    }

    /** Starts the pipeline and opens every ORPort and every port for local programs; a fault leaves nothing running. */
    static RunningRouter start(Options options, RouterKeys keys, PipelineFactory pipelines) throws LocalFault {
        Scope scope = new Scope(options.text("Nickname"), options);
        scope.add(RouterKeys.class, keys);
        scope.add(OrAddresses.class, new OrAddresses(List.of()));
        scope.add(Bootstrap.class, new Bootstrap());
        scope.add(DirServer.class, dirServer(options));
        scope.add(Directory.class, new Directory());
        scope.add(DirExchange.class, new DirExchange());
        scope.add(Paths.class, new Paths());
        if (RelayRules.isRelay(options)) {
            String fingerprint = HexFormat.of().withUpperCase().formatHex(keys.rsaId());
            LOG.info("The identity key fingerprint of this relay is '{} {}'", scope.name(), fingerprint);
        }
        Pipeline pipeline = pipelines.open(scope);
        scope.add(Pipeline.class, pipeline);
        RunningRouter router = new RunningRouter(scope, pipeline);
        try {
            router.listen();
        } catch (LocalFault | RuntimeException fault) {
            router.close();
            throw fault;
        }
        return router;
    }

    /** Relays that come before an authority's role has begun are to come again. */
    private static DirServer dirServer(Options options) {
        DirServer server = new DirServer();
        if (options.flag("AuthoritativeDirectory")) {
            server.awaitAuthority();
        }
        return server;
    }

    private void listen() throws LocalFault {
        OrAddresses addresses = scope.part(OrAddresses.class);
        addresses.advertise(OrPorts.open(scope.options(), scope.part(Connections.class)));
        addresses.advertised().forEach(address -> LOG.info("Reachable as {}", address));
        entryPorts.apply(scope.options());
        transportPorts.apply(scope.options());
        ExtOrPorts.open(scope.options(), scope.part(Connections.class));
    }

    String name() {
        return scope.name();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    long upSeconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
    }

    /** Where it can be reached, as advertised. */
    List<String> addresses() {
        return scope.part(OrAddresses.class).advertised().stream()
                .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
                .toList();
    }

    synchronized void startRole(RoleFactory factory) {
        Role role = null;
        try {
            role = factory.start(scope);
        } catch (LocalFault | RuntimeException fault) {
            LOG.error("A role of router {} cannot start: {}", name(), fault.getMessage());
        }
        roles.put(factory, role);
    }

    synchronized void stopRole(RoleFactory factory) {
        Role role = roles.remove(factory);
        try {
            if (role != null) {
                role.close();
            }
        } catch (RuntimeException bug) {
            LOG.error("A role of router {} failed to stop", name(), bug);
        }
    }

    synchronized void reload(Options options) {
        for (String option : FIXED) {
            if (!options.texts(option).equals(scope.options().texts(option))) {
                LOG.warn("A change of {} takes effect when router {} is started again", option, name());
            }
        }
        scope.options(options);
        pipeline.reload(options);
        reopenPorts(options);
        for (RoleFactory factory : List.copyOf(roles.keySet())) {
            Role role = roles.get(factory);
            if (role == null) {
                startRole(factory);
            } else {
                role.reloaded();
            }
        }
        LOG.info("Router {} took its new configuration over", name());
    }

    /** What cannot be had of one kind keeps nothing of the other from opening or closing. */
    private void reopenPorts(Options options) {
        apply(entryPorts::apply, options);
        apply(transportPorts::apply, options);
    }

    private static void apply(Ports ports, Options options) {
        try {
            ports.apply(options);
        } catch (LocalFault fault) {
            LOG.error("{}", fault.getMessage());
        }
    }

    private interface Ports {
        void apply(Options options) throws LocalFault;
    }

    /** From now on no new connections, circuits or streams. */
    void refuseNew() {
        scope.part(Connections.class).unlisten("or");
        entryPorts.close();
        transportPorts.close();
        scope.part(Connections.class).unlisten(ExtOrPorts.TYPE);
        pipeline.hibernate();
    }

    /** Waits at most {@code millis} until it is closed; returns whether it is. */
    boolean awaitClosed(long millis) throws InterruptedException {
        return closed.await(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * What SIGINT asks of a relay: no new connections, circuits or streams; returns after ShutdownWaitLength, or when
     * the router is closed before.
     */
    void shutDownGracefully() {
        long wait = scope.options().intervalMillis("ShutdownWaitLength");
        refuseNew();
        LOG.info(
                "Interrupt: we have stopped accepting new connections, and will shut down in {} seconds."
                        + " Interrupt again to exit now.",
                wait / 1000);
        try {
            stopped.await(wait, TimeUnit.MILLISECONDS);
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        heartbeat.close();
        closeRoles();
        heartbeat.beat();
        pipeline.close();
        closed.countDown();
        LOG.info("Router {} is stopped", name());
    }

    private synchronized void closeRoles() {
        List.copyOf(roles.keySet()).forEach(this::stopRole);
    }
}
