package org.tropea.itests.direct;

import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;

/** The role {@code direct}: a client without a network. */
@Component(property = RoleFactory.NAME + "=direct")
public final class DirectRole implements RoleFactory {
    private static final Logger LOG = LoggerFactory.getLogger(DirectRole.class);

    @Override
    public Role start(RouterScope router) {
        EntryStreams streams = new DirectStreams(router);
        router.add(EntryStreams.class, streams);
        LOG.info("Router {} answers programs itself", router.name());
        return new Role() {
            @Override
            public void reloaded() {
                // Nothing here depends on options.
            }

            @Override
            public void close() {
                router.remove(EntryStreams.class, streams);
            }
        };
    }
}
