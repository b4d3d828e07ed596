package org.tropea.router;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * What the launcher runs when the process gets SIGINT: a {@link Runnable} service with the property
 * {@code tropea.signal=INT} that returns when the router's clean shutdown is over.
 */
final class Signals implements AutoCloseable {
    private final ServiceRegistration<Runnable> interrupt;

    Signals(BundleContext bundles, RunningRouter router) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("tropea.signal", "INT");
        properties.put("tropea.router", router.name());
        interrupt = bundles.registerService(Runnable.class, router::shutDownGracefully, properties);
    }

    @Override
    public void close() {
        interrupt.unregister();
    }
}
