package org.tropea.demo;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tropea.net.keys.KeysFactory;

/**
 * Offers the demo, a {@code Callable} with {@code tropea.command=demo} that returns the exit code, to a launcher that was
 * started for it (framework property {@code tropea.command}); does nothing in any other process.
 */
@Component(
        immediate = true,
        service = {})
public final class DemoService {
    private static final String COMMAND = "tropea.command";
    private static final String DEMO = "demo";

    /** Null in a process that was started for something else. */
    private final Demo demo;

    /** Offers it, if it is wanted. */
    @Activate
    public DemoService(BundleContext bundles, @Reference ConfigurationAdmin admin, @Reference KeysFactory keys) {
        demo = DEMO.equals(bundles.getProperty(COMMAND)) ? offered(bundles, admin, keys) : null;
    }

    private static Demo offered(BundleContext bundles, ConfigurationAdmin admin, KeysFactory keys) {
        Settings settings = Settings.of(bundles::getProperty);
        Routers routers = new Routers(admin);
        Ports ports = new Ports();
        bundles.registerService(org.tropea.flow.role.RoleFactory.class, routers, named(Routers.NAME, DEMO));
        Demo made = new Demo(settings, routers, keys, ports, new Shells(admin, settings, ports), new Circuits(bundles));
        bundles.registerService(Callable.class, made, named(COMMAND, DEMO));
        return made;
    }

    /** The bundle stops, or something that the demo needs: it ends, whatever it waits for. */
    @Deactivate
    public void end() {
        if (demo != null) {
            demo.end();
        }
    }

    private static Hashtable<String, Object> named(String property, String name) {
        return new Hashtable<>(Map.of(property, name));
    }
}
