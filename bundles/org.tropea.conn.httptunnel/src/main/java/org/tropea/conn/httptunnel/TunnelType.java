package org.tropea.conn.httptunnel;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryType;
import org.tropea.flow.scope.RouterScope;

/** Brings the connection type {@code httptunnel}: what HTTPTunnelPort accepts. Called in the connections' loops. */
@Component(service = ConnectionType.class, property = ConnectionType.TYPE + "=httptunnel")
public final class TunnelType extends EntryType {
    @Override
    protected EntryConnection handler(Connection connection, EntryListener listener, RouterScope router) {
        return new TunnelConnection(connection, listener, router);
    }
}
