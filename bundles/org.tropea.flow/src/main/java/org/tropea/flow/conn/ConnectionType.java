package org.tropea.flow.conn;

import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;

/**
 * A type of connection: a stateless factory in the service registry, with its name as the property {@link #TYPE}, whose
 * products are handlers.
 */
public interface ConnectionType {
    /** The service property that names the type: {@code or}, {@code exit}, {@code dir}, … */
    String TYPE = "tropea.conn.type";

    /**
     * A handler for {@code connection}, whose buffers are empty still. {@code attachment} is what the dialler or
     * the listener's opener gave; null when neither did. Called in the connection's loop.
     */
    ConnectionHandler open(Connection connection, Object attachment, RouterScope router);

    /**
     * A socket was bound for connections of this type, or this type came to one that was bound before: sets what must be
     * set on it. LocalFault, with the reason, refuses it; it is closed then. Called in the listener's loop.
     */
    default void listening(Listener listener, Object attachment, RouterScope router) throws LocalFault {}
}
