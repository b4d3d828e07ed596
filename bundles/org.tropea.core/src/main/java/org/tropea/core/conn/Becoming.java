package org.tropea.core.conn;

import org.tropea.core.slot.Products;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.LocalFault;

/** How a connection becomes another type's. Stateless; in the connection's loop. */
final class Becoming {
    private Becoming() {}

    /**
     * Makes {@code connection}, for which {@code carry} sets all else, one of {@code type}. While it is wrapped by who had
     * it before, it is one of theirs too, and ends with either.
     */
    static void become(SocketConnection connection, String type, Object attachment, Runnable carry) throws LocalFault {
        LoopConnections owner = connection.owner;
        ConnectionType maker = owner.maker(type);
        Products<ConnectionType, BaseConnection> before = owner.madeBy(connection.type());
        carry.run();
        connection.become(type, maker);
        owner.madeBy(type).made(maker, connection);
        if (!connection.isWrapped()) {
            owner.loop().execute(() -> before.ended(connection)); // whose handler this is called by
        }
        connection.handedOn(owner.handler(connection, attachment));
    }
}
