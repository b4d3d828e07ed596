package org.tropea.socketfactory;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.AutoFlag;
import org.tropea.net.option.EntryPort;

/** The role that offers each client router to Java programs; SocketFactory 0 keeps it away. */
@Component(property = RoleFactory.NAME + "=socketfactory")
public final class SocketsRoleFactory implements RoleFactory {
    private final BundleContext bundles;

    /** Registers services in the name of this bundle. */
    @Activate
    public SocketsRoleFactory(BundleContext bundles) {
        this.bundles = bundles;
    }

    @Override
    public Role start(RouterScope router) {
        boolean wanted = EntryPort.any(router.options()) && router.options().autoFlag("SocketFactory") != AutoFlag.NO;
        return wanted ? RouterSockets.offer(bundles, router) : null;
    }
}
