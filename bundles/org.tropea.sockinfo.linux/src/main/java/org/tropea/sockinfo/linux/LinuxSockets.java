package org.tropea.sockinfo.linux;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.loop.KernelInfo;

/**
 * Registers {@link KernelInfo} once it has seen that this system answers a question about a socket of its own. Elsewhere
 * it says so once and offers nothing. Called by the framework.
 */
@Component(service = {})
public final class LinuxSockets {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxSockets.class);

    private final ServiceRegistration<KernelInfo> registration;

    /** Tries it, and offers the service when it works. */
    @Activate
    public LinuxSockets(BundleContext bundle) {
        String obstacle = Probe.obstacle(System.getProperty("os.name"));
        if (obstacle == null) {
            registration = bundle.registerService(KernelInfo.class, new Kernel(), properties());
        } else {
            registration = null;
            LOG.info("Nobody can be asked about sockets here ({}); KIST works as KISTLite", obstacle);
        }
    }

    private static final class Kernel implements KernelInfo {
        @Override
        public Reader reader() {
            return new TcpInfoReader();
        }

        @Override
        public void prepareLoop() {
            ShortSlice.ask();
        }
    }

    private static Dictionary<String, Object> properties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(KernelInfo.NAME, "linux");
        return properties;
    }

    /** Takes the service back, which returns when no loop calls it any more; then lets go of the C library. */
    @Deactivate
    public void stop() {
        if (registration != null) {
            registration.unregister();
            Libc.unload();
        }
    }
}
