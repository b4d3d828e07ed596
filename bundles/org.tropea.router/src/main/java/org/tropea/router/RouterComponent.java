package org.tropea.router;

import java.util.Map;
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
import org.tropea.flow.pipeline.PipelineFactory;
import org.tropea.flow.role.RoleFactory;
import org.tropea.net.keys.KeysFactory;

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
    /** DS's reason for a deactivation: the configuration was deleted. */
    private static final int CONFIGURATION_DELETED = 4;

    private final RouterBook book;
    private final ManagedRouter router;
    private final AtomicReference<String> untold = new AtomicReference<>();
    private volatile Consumer<String> launcher;

    /** Waits for what every router needs. */
    @Activate
    public RouterComponent(
            @Reference KeysFactory keys, @Reference PipelineFactory pipelines, @Reference RouterBook book) {
        this.book = book;
        this.router = new ManagedRouter(keys, pipelines, book, this::fatal);
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
    void bindRole(RoleFactory role) {
        router.roleCame(role);
    }

    void unbindRole(RoleFactory role) {
        router.roleWent(role);
    }

    /** Returns at once: a start waits for bundles that the caller may be about to start. */
    @Activate
    void activate(BundleContext bundles, Map<String, Object> properties) {
        router.configured(bundles, properties);
    }

    /** A change reloads the router; it starts one that could not start with the options before. */
    @Modified
    void modified(Map<String, Object> properties) throws InterruptedException {
        router.changed(properties);
    }

    @Deactivate
    void deactivate(int reason) throws InterruptedException {
        router.ended();
        if (reason == CONFIGURATION_DELETED) {
            book.release(router.configuration());
        }
    }

    private void fatal(String message) {
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
