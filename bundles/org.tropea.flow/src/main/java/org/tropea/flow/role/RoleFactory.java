package org.tropea.flow.role;

import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;

/**
 * Something a router does beside passing cells, such as publishing its descriptor: a stateless factory in the service
 * registry, with its name as the property {@link #NAME}.
 */
public interface RoleFactory {
    /** The service property that names the role. */
    String NAME = "tropea.role";

    /**
     * Starts the role for {@code router}, whose pipeline runs and listens already; returns null when the router's
     * options do not ask for it. Any thread but a loop.
     */
    Role start(RouterScope router) throws LocalFault;
}
