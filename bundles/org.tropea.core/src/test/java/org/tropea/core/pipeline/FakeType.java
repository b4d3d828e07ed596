package org.tropea.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.scope.RouterScope;

/** Connections that take what comes and note why they closed. */
final class FakeType implements ConnectionType {
    final List<Connection> made = new ArrayList<>();
    final List<CloseCause> closed = new ArrayList<>();

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        made.add(connection);
        return new ConnectionHandler() {
            @Override
            public void processInbuf() {
                connection.inbuf().drain(connection.inbuf().length());
            }

            @Override
            public void reachedEof() {
                connection.closeAfterFlush(CloseCause.PEER_CLOSED);
            }

            @Override
            public void closed(CloseCause cause) {
                closed.add(cause);
            }
        };
    }
}
