package org.tropea.socketfactory;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryType;
import org.tropea.flow.scope.RouterScope;

/** Brings the connection type {@code socket}: the network's halves of pairs that Java programs ask by. In their loops. */
@Component(service = ConnectionType.class, property = ConnectionType.TYPE + "=" + SocketType.NAME)
public final class SocketType extends EntryType {
    static final String NAME = "socket";

    @Override
    protected EntryConnection handler(Connection connection, EntryListener listener, RouterScope router) {
        return new SocketEntry(connection, (Dial) listener, router);
    }
}
