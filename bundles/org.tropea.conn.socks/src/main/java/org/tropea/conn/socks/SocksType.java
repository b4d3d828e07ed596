package org.tropea.conn.socks;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryType;
import org.tropea.flow.scope.RouterScope;

/** Brings the connection type {@code socks}: what SocksPort accepts. Called in the connections' loops. */
@Component(service = ConnectionType.class, property = ConnectionType.TYPE + "=socks")
public final class SocksType extends EntryType {
    @Override
    protected EntryConnection handler(Connection connection, EntryListener listener, RouterScope router) {
        return new SocksConnection(connection, listener, router);
    }
}
