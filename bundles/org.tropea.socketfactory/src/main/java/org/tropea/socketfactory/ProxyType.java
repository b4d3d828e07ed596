package org.tropea.socketfactory;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.scope.RouterScope;

/** Brings the connection type {@code httpproxy}: what a ProxySelector's listener accepts. In the connections' loops. */
@Component(service = ConnectionType.class, property = ConnectionType.TYPE + "=" + ProxyType.NAME)
public final class ProxyType implements ConnectionType {
    static final String NAME = "httpproxy";

    /** {@code attachment} is what tells the listener's streams apart from others. */
    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        return new ProxyConnection(connection, (String) attachment, router);
    }
}
