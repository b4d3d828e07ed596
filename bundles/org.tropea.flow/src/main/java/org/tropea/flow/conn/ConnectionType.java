package org.tropea.flow.conn;

import org.tropea.flow.scope.RouterScope;

/**
 * A type of connection: a stateless factory in the service registry, with its name as the property {@link #TYPE}, whose
 * products are handlers.
 */
public interface ConnectionType {
    /** The service property that names the type: {@code or}, {@code exit}, {@code dir}, … */
    String TYPE = "tropea.conn.type";

    /**
     * A handler for {@code connection}, whose buffers are empty still. {@code attachment} is what the dialler gave, or
     * null for an incoming connection. Called in the connection's loop.
     */
    ConnectionHandler open(Connection connection, Object attachment, RouterScope router);
}
