package org.tropea.itests.origin;

import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.scope.RouterScope;

/** A directory request by a linked connection, which knows nothing of streams: asks for the consensus, counts the answer. */
@Component(property = ConnectionType.TYPE + "=" + Request.TYPE)
public final class Request implements ConnectionType {
    static final String TYPE = "drive.request";

    private static final String LINES =
            "GET /tor/status-vote/current/consensus HTTP/1.0\r\nAccept-Encoding: identity\r\n\r\n";

    /** Whom to tell what came. */
    interface Told {
        void told(String line);
    }

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        byte[] request = LINES.getBytes(StandardCharsets.US_ASCII);
        connection.outbuf().append(request, 0, request.length);
        connection.outbufChanged();
        return new ConnectionHandler() {
            private int bytes;

            @Override
            public void processInbuf() {
                bytes += connection.inbuf().length();
                connection.inbuf().drain(connection.inbuf().length());
            }

            @Override
            public void reachedEof() {
                ((Told) attachment).told("GOT " + bytes);
                connection.close(CloseCause.FINISHED);
            }

            @Override
            public void closed(CloseCause cause) {
                // It was told.
            }
        };
    }
}
