package org.tropea.flow.transport;

import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;

/**
 * A transport: a stateless factory in the service registry, found by its name, and a {@link ConnectionType} of its own: so
 * its listeners wait while its bundle is away, its connections drain when that stops, and ranking chooses between two of one
 * name. Its connections begin as its own, shake hands, and become those that they were dialled or accepted for, with a
 * {@link org.tropea.flow.conn.Wrap} around their bytes where the transport changes them. Register it by
 * {@code @Component(service = ConnectionType.class, property = Transport.NAMED + "obfs4")}.
 */
public abstract class Transport implements ConnectionType {
    /** What the name of a transport's connection type begins with. */
    public static final String PREFIX = "transport.";
    /** The service property that names a transport, up to its name: letters, digits and underscores. */
    public static final String NAMED = ConnectionType.TYPE + "=" + PREFIX;

    /** The connection type of the transport {@code name}. */
    public static String type(String name) {
        return PREFIX + name;
    }

    /**
     * The handler of a connection that is dialled to the bridge of {@code use}; LocalFault when its arguments are of no use.
     * In the connection's loop.
     */
    protected abstract TransportConnection dial(Connection connection, TransportUse use, RouterScope router)
            throws LocalFault;

    /**
     * The handler of a connection that was accepted at a port that {@code use} was attached to; LocalFault ends it. In the
     * connection's loop.
     */
    protected abstract TransportConnection accept(Connection connection, TransportUse use, RouterScope router)
            throws LocalFault;

    /**
     * A socket was bound for the server side with what torrc says of it: LocalFault refuses to serve there. In the
     * listener's loop, before anything is accepted; again each time that this transport comes.
     */
    protected void serve(Listener listener, TransportUse use, RouterScope router) throws LocalFault {}

    @Override
    public final ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        TransportUse use = (TransportUse) attachment;
        try {
            return use.bridge() == null ? accept(connection, use, router) : dial(connection, use, router);
        } catch (LocalFault fault) {
            return new Unusable(connection, use, fault);
        }
    }

    @Override
    public final void listening(Listener listener, Object attachment, RouterScope router) throws LocalFault {
        serve(listener, (TransportUse) attachment, router);
    }
}
