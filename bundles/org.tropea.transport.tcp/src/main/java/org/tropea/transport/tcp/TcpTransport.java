package org.tropea.transport.tcp;

import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.transport.Transport;
import org.tropea.flow.transport.TransportConnection;
import org.tropea.flow.transport.TransportUse;

/** Plain TCP: a connection is handed on as soon as it is there, with nothing around its bytes. Stateless, any thread. */
@Component(service = ConnectionType.class, property = Transport.NAMED + "tcp")
public final class TcpTransport extends Transport {
    @Override
    protected TransportConnection dial(Connection connection, TransportUse use, RouterScope router) throws LocalFault {
        requireNone(use, "tcp takes no arguments");
        return new Plain(connection, use);
    }

    @Override
    protected void serve(Listener listener, TransportUse use, RouterScope router) throws LocalFault {
        requireNone(use, "ServerTransportOptions: tcp takes none");
    }

    private static void requireNone(TransportUse use, String rule) throws LocalFault {
        if (!use.arguments().isEmpty()) {
            throw new LocalFault(rule + "; there are " + use.arguments().keySet());
        }
    }

    /** Handed on at the turn's end, when the core knows its handler. */
    @Override
    protected TransportConnection accept(Connection connection, TransportUse use, RouterScope router) {
        Plain plain = new Plain(connection, use);
        connection.loop().atTurnEnd(plain::there);
        return plain;
    }

    /** A connection that is there, or will be. */
    private static final class Plain extends TransportConnection {
        Plain(Connection connection, TransportUse use) {
            super(connection, use);
        }

        private void there() {
            if (connection.isOpen()) {
                handOn(null, null);
            }
        }

        @Override
        public void finishedConnecting() {
            there();
        }

        /** What comes in the turn in which it was accepted waits in the inbuf. */
        @Override
        public void processInbuf() {}

        /** An end in that turn comes before there is anybody to hand it on to. */
        @Override
        public void reachedEof() {
            connection.close(CloseCause.PEER_CLOSED);
        }
    }
}
