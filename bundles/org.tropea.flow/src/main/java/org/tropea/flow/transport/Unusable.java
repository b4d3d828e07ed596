package org.tropea.flow.transport;

import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/** A connection that its transport cannot use: closed before it connects or takes anything, and says why. */
final class Unusable extends TransportConnection {
    Unusable(Connection connection, TransportUse use, LocalFault fault) {
        super(connection, use);
        giveUp(CloseCause.NO_ROUTE, fault.getMessage());
    }

    @Override
    public void processInbuf() {}
}
