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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.directory.OwnDescriptor;
import org.tropea.directory.Publisher;
import org.tropea.directory.PublisherFactory;
import org.tropea.directory.fetch.ClockSkew;
import org.tropea.directory.fetch.DirectoryGuards;
import org.tropea.directory.fetch.Fetcher;
import org.tropea.directory.fetch.Mirrors;
import org.tropea.directory.fetch.RouterFetcher;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.option.DirAuthorityLine;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;
import org.tropea.net.path.Paths;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/** The role of knowing the network: every router with a DirAuthority line that signs consensuses has it. */
@Component(
        service = {RoleFactory.class, DirectoryFactory.class},
        property = RoleFactory.NAME + "=directory")
public final class DirectoryFactory implements RoleFactory {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryFactory.class);
    private final Map<String, DirectoryRole> running = new ConcurrentSkipListMap<>();
    private final PublisherFactory publishers;

    /** What {@code publishers} publish is served too. */
    @Activate
    public DirectoryFactory(@Reference PublisherFactory publishers) {
        this.publishers = publishers;
    }

    @Override
    public Role start(RouterScope router) throws LocalFault {
        Options options = router.options();
        List<Octets> trusted = trusted(options);
        if (trusted.isEmpty()) {
            return null;
        }
        ScheduledExecutorService conductor = conductor(router.name());
        Random random = new Random();
        boolean relay = isRelay(options);
        RouterFetcher fetcher = new RouterFetcher(router, relay, conductor);
        Mirrors mirrors = new Mirrors(random, relay ? null : new DirectoryGuards(router.part(Paths.class)));
        Clock clock = Clock.systemUTC();
        Context context = new Context(
                router.name(),
                mirrors,
                told(fetcher, mirrors, new ClockSkew(router.name()), clock),
                new StoredFiles(options.cacheDirectory(), LOG::warn, LOG::info),
                new Certificates(trusted),
                router.part(Bootstrap.class),
                random,
                clock);
        DirectoryRole role = new DirectoryRole(router, context, conductor, () -> own(router), () -> {
            running.remove(router.name());
            fetcher.close();
        });
        role.start();
        running.put(router.name(), role);
        return role;
    }

    private OwnDescriptor own(RouterScope router) {
        Publisher publisher = publishers.running().get(router.name());
        return publisher == null ? null : publisher.own();
    }

    /** Relays ask DirPorts where there are any; clients never do, so that nobody sees what they ask for. */
    private static boolean isRelay(Options options) {
        return options.ports("ORPort").stream().anyMatch(PortLine::listens);
    }

    /** Asks by {@code fetcher}, tells {@code mirrors} who answered, and compares clocks. */
    private static Fetcher told(Fetcher fetcher, Mirrors mirrors, ClockSkew skew, Clock clock) {
        return (mirror, path, headers, max, done) -> {
            long askedAt = clock.instant().getEpochSecond();
            fetcher.get(mirror, path, headers, max, answer -> {
                mirrors.asked(mirror, answer.heard());
                skew.compare(mirror, mirrors.isAuthority(mirror), askedAt, answer);
                done.accept(answer);
            });
        };
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
