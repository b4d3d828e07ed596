package org.tropea.client;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.OptionFault;

/** The role of a client; asked for by any port for local programs. */
@Component(
        service = {RoleFactory.class, ClientRoleFactory.class},
        property = RoleFactory.NAME + "=client")
public final class ClientRoleFactory implements RoleFactory {
    private final Map<String, ClientRole> running = new ConcurrentSkipListMap<>();

    @Override
    public Role start(RouterScope router) throws LocalFault {
        try {
            if (!EntryPort.any(router.options())) {
                return null;
            }
            ClientRole role = ClientRole.start(router);
            running.put(router.name(), role);
            return new Listed(router.name(), role);
        } catch (OptionFault fault) {
            throw new LocalFault("no client: " + fault.getMessage(), fault);
        }
    }

    /** The clients by the names of their routers, for commands. Any thread. */
    public Map<String, ClientRole> running() {
        return Map.copyOf(running);
    }

    private final class Listed implements Role {
        private final String name;
        private final ClientRole role;

        Listed(String name, ClientRole role) {
            this.name = name;
            this.role = role;
        }

        @Override
        public void reloaded() {
            role.reloaded();
        }

        @Override
        public void close() {
            running.remove(name, role);
            role.close();
        }
    }
}
