package org.tropea.router;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * One router, for as long as its factory configuration {@code org.tropea.router~NAME} exists. The configuration's keys
 * are torrc's option names. A configuration that cannot be run is reported to the launcher, if there is one.
 */
@Component(
        configurationPid = "org.tropea.router",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
public final class RouterComponent {
    private static final Logger LOG = LoggerFactory.getLogger(RouterComponent.class);

    /** The property with the torrc that a configuration was made from; absent when somebody else made it. */
    private static final String TORRC = "tropea.torrc";

    private static final String SIGNERS = "BundleSigners";

    private final KeysFactory keys;
    private final PipelineFactory pipelines;
    private final List<RoleFactory> roles = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> untold = new AtomicReference<>();
    private volatile Consumer<String> launcher;
    private BundleContext context;
    private Thread starter;
    private RunningRouter router;
    private Signals signals;

    /** Waits for what every router needs. */
    @Activate
    public RouterComponent(@Reference KeysFactory keys, @Reference PipelineFactory pipelines) {
        this.keys = keys;
        this.pipelines = pipelines;
    }

    /** The launcher's ear for what must end the process; absent when another container runs the bundles. */
    @Reference(
            target = "(tropea.fatal=true)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindLauncher(Consumer<String> fatal) {
        launcher = fatal;
        tellLauncher();
    }

    void unbindLauncher(Consumer<String> fatal) {
        launcher = launcher == fatal ? null : launcher;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindRole(RoleFactory role) {
        roles.add(role);
        if (router != null) {
            router.startRole(role);
        }
    }

    synchronized void unbindRole(RoleFactory role) {
        roles.remove(role);
        if (router != null) {
            router.stopRole(role);
        }
    }

    /** Starts the router on a thread of its own: it waits for bundles that the caller may be about to start. */
    @Activate
    void activate(BundleContext bundles, Map<String, Object> properties) {
        context = bundles;
        starter = new Thread(() -> start(bundles, properties), "tropea-router-start");
        starter.start();
    }

    private void start(BundleContext bundles, Map<String, Object> properties) {
        try {
            Options options = checked(properties);
            signers(bundles, options);
            RouterKeys opened = keys.open(options);
            if (Fingerprint.isAskedFor(bundles)) {
                Fingerprint.tell(bundles, options.text("Nickname"), opened);
            } else {
                started(bundles, RunningRouter.start(options, opened, pipelines));
            }
        } catch (OptionFault | KeyFault | LocalFault fault) {
            if (!(fault.getCause() instanceof InterruptedException)) { // else it was told to stop while it started
                fatal(fault.getMessage());
            }
        } catch (RuntimeException | LinkageError bug) {
            LOG.error("The router does not start", bug);
            fatal("the router does not start: " + bug);
        }
    }

    /** Bundles are the whole process's: a router cannot have rules of its own for them, nor may it believe to have. */
    private static void signers(BundleContext bundles, Options options) {
        String wanted = String.join(",", options.list(SIGNERS));
        String enforced = bundles.getProperty("tropea.bundle.signers");
        if (!wanted.isEmpty() && !wanted.equals(enforced)) {
            throw new OptionFault(
                    SIGNERS,
                    wanted,
                    "is for the process, and only bin/tropea honours it, in the torrc that it is given");
        }
    }

    private synchronized void started(BundleContext bundles, RunningRouter running) {
        router = running;
        roles.forEach(router::startRole);
        signals = new Signals(bundles, router);
        LOG.info("Router {} is ready", router.name());
    }

    /** The options in {@code properties}; whoever read them from a torrc has told the warnings already. */
    private static Options checked(Map<String, Object> properties) {
        Options options = Options.of(properties);
        List<String> warnings = RelayRules.check(options);
        ExitPolicy.of(options, List.of(), List.of());
        if (!properties.containsKey(TORRC)) {
            warnings.forEach(LOG::warn);
        }
        return options;
    }

    /** A change reloads the router; it starts one that could not start with the options before. */
    @Modified
    void modified(Map<String, Object> properties) throws InterruptedException {
        starter.join();
        if (router == null) {
            activate(context, properties);
        } else {
            reload(properties);
        }
    }

    private synchronized void reload(Map<String, Object> properties) {
        try {
            router.reload(checked(properties));
        } catch (OptionFault fault) {
            LOG.warn("{}; the running configuration stays", fault.getMessage());
        }
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        starter.interrupt();
        starter.join();
        synchronized (this) {
            if (router != null) {
                signals.close();
                router.close();
                router = null;
            }
        }
    }

    private void fatal(String message) {
        LOG.error("{}", message);
        untold.set(message);
        tellLauncher();
    }

    /** The launcher may come after the fault; it is told once. */
    private void tellLauncher() {
        Consumer<String> ear = launcher;
        String message = ear == null ? null : untold.getAndSet(null);
        if (message != null) {
            ear.accept(message);
        }
    }
}
