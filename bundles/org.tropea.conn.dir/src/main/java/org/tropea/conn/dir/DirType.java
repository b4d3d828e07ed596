package org.tropea.conn.dir;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirRequest;

/** Brings the connection type {@code dir}, whose attachment is a {@link DirRequest}. */
@Component(property = ConnectionType.TYPE + "=dir")
public final class DirType implements ConnectionType {
    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        return new DirConnection(connection, (DirRequest) attachment);
    }
}
