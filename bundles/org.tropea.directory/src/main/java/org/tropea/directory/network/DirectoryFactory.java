package org.tropea.directory.network;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.service.component.annotations.Component;
import org.tropea.directory.fetch.Mirrors;
import org.tropea.directory.fetch.RouterFetcher;
import org.tropea.directory.store.CacheFiles;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.Options;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/** The role of knowing the network: every router with a DirAuthority line that signs consensuses has it. */
@Component(
        service = {RoleFactory.class, DirectoryFactory.class},
        property = RoleFactory.NAME + "=directory")
public final class DirectoryFactory implements RoleFactory {
    private final Map<String, DirectoryRole> running = new ConcurrentSkipListMap<>();

    @Override
    public Role start(RouterScope router) throws LocalFault {
        Options options = router.options();
        List<Octets> trusted = trusted(options);
        if (trusted.isEmpty()) {
            return null;
        }
        ScheduledExecutorService conductor = conductor(router.name());
        Random random = new Random();
        RouterFetcher fetcher = new RouterFetcher(router, true, conductor);
        Context context = new Context(
                router.name(),
                new Mirrors(random),
                fetcher,
                new CacheFiles(options.cacheDirectory()),
                new Certificates(trusted),
                router.part(Bootstrap.class),
                random,
                Clock.systemUTC());
        DirectoryRole role = new DirectoryRole(router, context, conductor, () -> {
            running.remove(router.name());
            fetcher.close();
        });
        running.put(router.name(), role);
        return role.start();
    }

    private static ScheduledExecutorService conductor(String router) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tropea-directory-" + router);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static List<Octets> trusted(Options options) throws LocalFault {
        List<Octets> identities = new ArrayList<>();
        for (DirAuthorityLine line : options.authorities()) {
            if (line.v3Ident().isPresent()) {
                try {
                    identities.add(Octets.ofHex(line.v3Ident().get()));
                } catch (ValueFault impossible) {
                    throw new LocalFault("DirAuthority: " + impossible.getMessage(), impossible);
                }
            }
        }
        return identities;
    }

    /** Every router's directory client, by the routers' names, for commands. Any thread. */
    public Map<String, DirectoryRole> running() {
        return Collections.unmodifiableMap(running);
    }
}
