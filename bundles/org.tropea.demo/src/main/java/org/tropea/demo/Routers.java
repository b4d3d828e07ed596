package org.tropea.demo;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;

/** The routers of the demo: configured through ConfigAdmin as anybody would, and their scopes once they are up. Any thread. */
final class Routers implements RoleFactory {
    static final int START_SECONDS = 30;

    private final ConfigurationAdmin admin;
    private final Map<String, CompletableFuture<RouterScope>> up = new ConcurrentHashMap<>();

    Routers(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Starts the router that {@code options} describe; does not wait. */
    void start(String nickname, Map<String, Object> options) throws IOException {
        admin.getFactoryConfiguration("org.tropea.router", nickname, "?").update(new Hashtable<>(options));
    }

    /** The scope of the router called {@code nickname}, once it is up. */
    RouterScope await(String nickname) throws DemoFault, InterruptedException {
        try {
            return scope(nickname).get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new DemoFault("router " + nickname + " did not start within " + START_SECONDS + " s");
        }
    }

    private CompletableFuture<RouterScope> scope(String nickname) {
        return up.computeIfAbsent(nickname, name -> new CompletableFuture<>());
    }

    @Override
    public Role start(RouterScope router) {
        scope(router.name()).complete(router);
        return new Role() {
            @Override
            public void reloaded() {}

            @Override
            public void close() {
                up.remove(router.name());
            }
        };
    }
}
