package org.tropea.router;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.entry.EntryPlaces;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.pipeline.PipelineFactory;
import org.tropea.flow.role.RoleFactory;
import org.tropea.net.keys.KeyFault;
import org.tropea.net.keys.KeysFactory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.option.RelayRules;
import org.tropea.net.policy.ExitPolicy;

/**
 * One configured router through its starts and stops. Framework threads say what its configuration is, shell sessions'
 * threads what the operator wants:
 *
 * <pre>
 *   STARTING --its ports are open--> RUNNING --drain--> DRAINING
 *     |   ^                             |                  | no circuit left, the limit, stop
 *     |   +--start--  STOPPED <--stop---+------------------+
 *     +--fault--> FAILED --start, another configuration--> STARTING
 * </pre>
 *
 * When the bundle of its event loops stops, a RUNNING one goes to STARTING and a DRAINING one to STOPPED.
 */
public final class ManagedRouter {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedRouter.class);

    /** The property with the torrc that a configuration was made from; absent when somebody else made it. */
    private static final String TORRC = "tropea.torrc";

    private static final String UNNAMED = Options.of(Map.of()).text("Nickname");

    /** Where a router stands. */
    public enum State {
        /** It opens its keys and ports, or waits for bundles that it needs to. */
        STARTING,
        /** It is up. */
        RUNNING,
        /** It takes no new connections, circuits and streams, and stops when no circuit is left. */
        DRAINING,
        /** The operator stopped it. */
        STOPPED,
        /** It could not start. */
        FAILED
    }

    private final KeysFactory keys;
    private final PipelineFactory pipelines;
    private final RouterBook book;
    private final Consumer<String> launcher;
    private final List<RoleFactory> roles = new CopyOnWriteArrayList<>();
    /** One change of state at a time; the monitor of this object guards {@link #router} alone. */
    private final ReentrantLock changing = new ReentrantLock();

    private volatile Map<String, Object> properties = Map.of();
    private volatile State state = State.STARTING;
    private volatile String fault = "";
    private BundleContext bundles;
    private Thread starter;
    private RunningRouter router;
    private Signals signals;
    private Drain drain;
    private volatile boolean wasUp;

    /** {@code launcher} hears why a router that has not been up cannot start. */
    ManagedRouter(KeysFactory keys, PipelineFactory pipelines, RouterBook book, Consumer<String> launcher) {
        this.keys = keys;
        this.pipelines = pipelines;
        this.book = book;
        this.launcher = launcher;
    }

    // ---- what the framework says ----------------------------------------------------------------------------------

    /** Starts it on a thread of its own, unless the operator stopped it before its bundles came back. */
    void configured(BundleContext context, Map<String, Object> first) {
        changing.lock(); // an operator may find it in the book and stop it at once
        try {
            bundles = context;
            properties = first;
            book.add(this);
            if (book.isHeld(configuration())) {
                state = State.STOPPED;
            } else {
                launch(this::refused);
            }
        } finally {
            changing.unlock();
        }
    }

    /** Reloads it, or starts it when it could not start before; a stopped one is left alone. */
    void changed(Map<String, Object> next) throws InterruptedException {
        changing.lock();
        try {
            properties = next;
            if (starter != null) {
                starter.join();
            }
            if (running() != null) {
                reload(next);
            } else if (state != State.STOPPED) {
                launch(this::refused);
            }
        } finally {
            changing.unlock();
        }
    }

    /** Its configuration or a bundle that it needs is gone. */
    void ended() throws InterruptedException {
        changing.lock();
        try {
            book.remove(this);
            halt();
        } finally {
            changing.unlock();
        }
    }

    synchronized void roleCame(RoleFactory role) {
        roles.add(role);
        if (router != null) {
            router.startRole(role);
        }
    }

    synchronized void roleWent(RoleFactory role) {
        roles.remove(role);
        if (router != null) {
            router.stopRole(role);
        }
    }

    // ---- what the operator wants ----------------------------------------------------------------------------------

    /** Starts it with the configuration that there is now and waits for it; LocalFault says why it cannot. */
    public void start() throws LocalFault, InterruptedException {
        AtomicReference<String> refusal = new AtomicReference<>();
        Thread started;
        changing.lock();
        try {
            if (state != State.STOPPED && state != State.FAILED) {
                throw new IllegalStateException("router " + name() + " is " + state + "; only a stopped one starts");
            }
            book.release(configuration());
            started = launch(refusal::set);
        } finally {
            changing.unlock();
        }
        started.join();
        if (refusal.get() != null) {
            throw new LocalFault("router " + name() + " does not start: " + refusal.get());
        }
        if (running() == null) {
            throw new LocalFault("router " + name() + " was stopped while it started");
        }
    }

    /** Stops it at once, for good; returns when nothing of it runs. */
    public void stop() throws InterruptedException {
        changing.lock();
        try {
            if (state == State.STOPPED) {
                throw new IllegalStateException("router " + name() + " is stopped already");
            }
            book.hold(configuration());
            halt();
            state = State.STOPPED;
            fault = "";
        } finally {
            changing.unlock();
        }
    }

    /**
     * Takes no new connections, circuits and streams any more, and stops when no circuit is left or {@code seconds} (0:
     * no limit) are over. Returns at once; called again it changes the limit.
     */
    public void drain(long seconds) {
        changing.lock();
        try {
            RunningRouter up = running();
            if (up == null) {
                throw new IllegalStateException("router " + name() + " is " + state + "; only a running one drains");
            }
            if (state == State.DRAINING) {
                drain.limit(seconds);
                return;
            }
            book.hold(configuration());
            state = State.DRAINING;
            up.refuseNew();
            drain = new Drain(up, () -> drained(up)).limit(seconds).start();
        } finally {
            changing.unlock();
        }
    }

    /** Waits at most {@code millis} until a drain is over; returns whether it is. */
    public boolean awaitDrained(long millis) throws InterruptedException {
        RunningRouter up = running();
        boolean over = up == null || up.awaitClosed(millis);
        if (over) {
            changing.lock(); // whoever stops it may not be quite done
            changing.unlock();
        }
        return over;
    }

    /** How many circuits the drain that is over left to be closed with the router. */
    public int leftByDrain() {
        changing.lock();
        try {
            return drain == null ? 0 : drain.left();
        } finally {
            changing.unlock();
        }
    }

    /** Stops {@code up}, unless somebody did: what runs by then may be another start, which does not drain. */
    private void drained(RunningRouter up) {
        changing.lock();
        try {
            if (running() == up) {
                stop();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            changing.unlock();
        }
    }

    // ---- starting and stopping ------------------------------------------------------------------------------------

    private Thread launch(Consumer<String> refused) {
        state = State.STARTING;
        fault = "";
        starter = new Thread(() -> attempt(refused), "tropea-start-" + name());
        starter.start();
        return starter;
    }

    private void attempt(Consumer<String> refused) {
        try {
            Options options = checked(properties);
            SignerRule.check(bundles, options);
            RouterKeys opened = keys.open(options);
            if (Fingerprint.isAskedFor(bundles)) {
                Fingerprint.tell(bundles, options.text("Nickname"), opened);
            } else {
                up(RunningRouter.start(options, opened, pipelines));
            }
        } catch (OptionFault | KeyFault | LocalFault refusal) {
            boolean stopped = refusal.getCause() instanceof InterruptedException; // told to while it started
            failed(refusal.getMessage(), stopped ? message -> {} : refused);
        } catch (RuntimeException | LinkageError bug) {
            LOG.error("The router does not start", bug);
            failed("the router does not start: " + bug, refused);
        }
    }

    private synchronized void up(RunningRouter running) {
        router = running;
        wasUp = true;
        roles.forEach(router::startRole);
        signals = new Signals(bundles, router);
        state = State.RUNNING;
        LOG.info("Router {} is ready", router.name());
        router.pipeline().whenLoopsGo(() -> loopsGo(running));
    }

    /** The bundle that brought the loops of {@code lost} stops: it ends, and starts anew with others unless it drained. */
    private void loopsGo(RunningRouter lost) {
        changing.lock();
        try {
            if (running() == lost) {
                boolean drains = state == State.DRAINING;
                halt();
                if (drains) {
                    state = State.STOPPED;
                } else {
                    launch(this::refused);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            changing.unlock();
        }
    }

    private void failed(String message, Consumer<String> refused) {
        fault = message;
        state = State.FAILED;
        refused.accept(message);
    }

    /** A router that was up once does not take the process with it. */
    private void refused(String message) {
        LOG.error("{}", message);
        if (!wasUp) {
            launcher.accept(message);
        }
    }

    /** The options in {@code given}; whoever read them from a torrc has told the warnings already. */
    private static Options checked(Map<String, Object> given) {
        Options options = Options.of(given);
        List<String> warnings = RelayRules.check(options);
        ExitPolicy.of(options, List.of(), List.of());
        EntryPlaces.clients(options);
        if (!given.containsKey(TORRC)) {
            warnings.forEach(LOG::warn);
            ProcessOptions.ignored(options).forEach(LOG::warn);
        }
        return options;
    }

    private synchronized void reload(Map<String, Object> changed) {
        try {
            router.reload(checked(changed));
        } catch (OptionFault refusal) {
            LOG.warn("{}; the running configuration stays", refusal.getMessage());
        }
    }

    private void halt() throws InterruptedException {
        if (starter != null) {
            starter.interrupt();
            starter.join();
        }
        synchronized (this) {
            if (router != null) {
                signals.close();
                router.close();
                router = null;
            }
        }
    }

    private synchronized RunningRouter running() {
        return router;
    }

    // ---- what it is -----------------------------------------------------------------------------------------------

    /** Its Nickname, as configured when it started or will start. */
    public String name() {
        RunningRouter up = running();
        Object configured = properties.getOrDefault("Nickname", UNNAMED);
        return up != null ? up.name() : configured.toString();
    }

    /** The PID of its configuration. */
    public String configuration() {
        return String.valueOf(properties.get("service.pid"));
    }

    /** Whether its configuration was read from a torrc. */
    public boolean hasTorrc() {
        return properties.containsKey(TORRC);
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Why it does not run; empty when it does or the operator stopped it. */
    String fault() {
        return fault;
    }

    /** What it looks like now. */
    public RouterView view() {
        return RouterView.of(this, running());
    }
}
