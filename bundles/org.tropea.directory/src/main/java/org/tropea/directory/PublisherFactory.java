package org.tropea.directory;

import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;

/** The role of publishing the server descriptor; asked for by an ORPort that is advertised. */
@Component(
        service = {RoleFactory.class, PublisherFactory.class},
        property = RoleFactory.NAME + "=publish")
public final class PublisherFactory implements RoleFactory {
    private final Map<String, Publisher> running = new ConcurrentSkipListMap<>();

    @Override
    public Role start(RouterScope router) throws LocalFault {
        if (!publishes(router.options())) {
            return null;
        }
        boolean hasIpv4 = router.part(OrAddresses.class).advertised().stream()
                .anyMatch(address -> address.getAddress().getAddress().length == 4);
        if (!hasIpv4) {
            throw new LocalFault("router " + router.name()
                    + ": no IPv4 address to publish; set Address, or PublishServerDescriptor 0");
        }
        Publisher publisher = new Publisher(router, Clock.systemUTC(), Publisher.conductor(router));
        publishes(router.name(), publisher);
        return publisher.start();
    }

    /** Shows {@code publisher} to commands until it is closed. */
    void publishes(String name, Publisher publisher) {
        running.put(name, publisher);
        publisher.whenClosed(() -> running.remove(name, publisher));
    }

    /** What publishes now, by the routers' names, for commands. Any thread. */
    public Map<String, Publisher> running() {
        return Collections.unmodifiableMap(running);
    }

    static boolean publishes(Options options) {
        return options.ports("ORPort").stream().anyMatch(PortLine::advertised)
                && options.list("PublishServerDescriptor").stream().noneMatch("0"::equals);
    }

    /**
     * Whether {@code options} make a directory cache, which the descriptor says: DirCache or a directory authority,
     * with an ORPort or DirPort that listens, and authorities whose consensus there is to serve.
     */
    public static boolean serves(Options options) {
        boolean listens = options.ports("ORPort").stream().anyMatch(PortLine::listens)
                || options.ports("DirPort").stream().anyMatch(PortLine::listens);
        return listens
                && (options.flag("DirCache") || options.flag("AuthoritativeDirectory"))
                && options.authorities().stream()
                        .anyMatch(line -> line.v3Ident().isPresent());
    }
}
