package org.tropea.conn.or;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.scope.RouterScope;

/** The OR connection type; its connections get their TLS engines from the router. Any thread. */
@Component(property = ConnectionType.TYPE + "=or")
public final class OrConnectionType implements ConnectionType {
    private final Lenders lenders = new Lenders();

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        OrConnection handler = attachment == null
                ? OrConnection.incoming(connection, router, lenders)
                : OrConnection.outgoing(connection, router, lenders, (CellLinkEvents) attachment);
        handler.start();
        return handler;
    }
}
