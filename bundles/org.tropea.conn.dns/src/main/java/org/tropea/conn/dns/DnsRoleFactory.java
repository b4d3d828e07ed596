package org.tropea.conn.dns;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.EntryPort;

/** The role of answering name servers' questions; asked for by a DNSPort. */
@Component(property = RoleFactory.NAME + "=dns")
public final class DnsRoleFactory implements RoleFactory {
    @Override
    public Role start(RouterScope router) throws LocalFault {
        return EntryPort.all(router.options(), EntryPort.DNS).isEmpty() ? null : DnsRole.start(router);
    }
}
