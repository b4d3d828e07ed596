package org.tropea.path;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.OptionFault;
import org.tropea.net.path.PathChooser;

/** The role of choosing paths; every router has it, and it does nothing until it is asked. */
@Component(
        service = {RoleFactory.class, PathRoleFactory.class},
        property = RoleFactory.NAME + "=path")
public final class PathRoleFactory implements RoleFactory {
    private final Map<String, PathChooser> running = new ConcurrentSkipListMap<>();

    @Override
    public Role start(RouterScope router) throws LocalFault {
        try {
            PathRole role = PathRole.start(router);
            running.put(router.name(), role.chooser());
            return new Listed(role, router.name());
        } catch (OptionFault fault) {
            throw new LocalFault("no paths are chosen: " + fault.getMessage(), fault);
        }
    }

    /** The choosers by the names of their routers, for commands. Any thread. */
    public Map<String, PathChooser> running() {
        return Map.copyOf(running);
    }

    private final class Listed implements Role {
        private final PathRole role;
        private final String name;

        Listed(PathRole role, String name) {
            this.role = role;
            this.name = name;
        }

        @Override
        public void reloaded() {
            role.reloaded();
        }

        @Override
        public void close() {
            running.remove(name, role.chooser());
            role.close();
        }
    }
}
