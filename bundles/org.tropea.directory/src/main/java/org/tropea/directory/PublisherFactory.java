package org.tropea.directory;

import java.time.Clock;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;

/** The role of publishing the server descriptor; asked for by an ORPort that is advertised. */
@Component(property = RoleFactory.NAME + "=publish")
public final class PublisherFactory implements RoleFactory {
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
        return new Publisher(router, Clock.systemUTC(), Publisher.conductor(router)).start();
    }

    static boolean publishes(Options options) {
        return options.ports("ORPort").stream().anyMatch(PortLine::advertised)
                && options.list("PublishServerDescriptor").stream().noneMatch("0"::equals);
    }
}
