package org.tropea.authority.role;

import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.Options;

/** The role of a directory authority, which AuthoritativeDirectory 1 with V3AuthoritativeDirectory 1 asks for. */
@Component(
        service = {RoleFactory.class, AuthorityFactory.class},
        property = RoleFactory.NAME + "=authority")
public final class AuthorityFactory implements RoleFactory {
    private final Map<String, AuthorityRole> running = new ConcurrentSkipListMap<>();

    @Override
    public Role start(RouterScope router) throws LocalFault {
        Options options = router.options();
        if (!options.flag("AuthoritativeDirectory") || !options.flag("V3AuthoritativeDirectory")) {
            return null;
        }
        ScheduledExecutorService conductor = conductor(router.name());
        try {
            AuthorityRole role =
                    new AuthorityRole(router, Clock.systemUTC(), conductor, () -> running.remove(router.name()));
            running.put(router.name(), role);
            role.start();
            return role;
        } catch (LocalFault | RuntimeException fault) {
            running.remove(router.name());
            conductor.shutdownNow();
            throw fault;
        }
    }

    private static ScheduledExecutorService conductor(String router) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tropea-authority-" + router);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Every router that is an authority, by name, for commands. Any thread. */
    public Map<String, AuthorityRole> running() {
        return Collections.unmodifiableMap(running);
    }
}
