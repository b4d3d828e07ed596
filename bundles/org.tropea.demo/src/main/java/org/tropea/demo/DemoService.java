package org.tropea.demo;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
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

    /** Offers it, if it is wanted. */
    @Activate
    public DemoService(BundleContext bundles, @Reference ConfigurationAdmin admin, @Reference KeysFactory keys) {
        if (DEMO.equals(bundles.getProperty(COMMAND))) {
            Settings settings = Settings.of(bundles::getProperty);
            Routers routers = new Routers(admin);
            bundles.registerService(org.tropea.flow.role.RoleFactory.class, routers, named(Routers.NAME, DEMO));
            Demo demo = new Demo(settings, routers, keys, new Shells(admin, settings), new Circuits(bundles));
            bundles.registerService(Callable.class, demo, named(COMMAND, DEMO));
        }
    }

    private static Hashtable<String, Object> named(String property, String name) {
        return new Hashtable<>(Map.of(property, name));
    }
}
