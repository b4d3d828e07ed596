package org.tropea.flow.transport;

import java.net.SocketAddress;
import org.tropea.flow.conn.Carried;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.Wrap;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;

/**
 * A transport's own dialogue on one connection, before that becomes what it is for. SHAKING HANDS until {@link #handOn}, or
 * until it closes. Touched only by the connection's loop.
 */
public abstract class TransportConnection implements ConnectionHandler {
    /** What the dialogue goes over: sealed bytes, the transport's own. */
    protected final Connection connection;
    /** What it is for. */
    protected final TransportUse use;

    private boolean handedOn;
    private String why = "";

    /** The dialogue of {@code connection}. */
    protected TransportConnection(Connection connection, TransportUse use) {
        this.connection = connection;
        this.use = use;
    }

    /**
     * The dialogue is done: what comes from now on is the other side's, and {@code wrap} around it, or nothing when that is
     * null. What is in the inbuf is that already. {@code client}: whom the socket's other end speaks for; null: itself.
     * From a callback of the connection. This object is told nothing more.
     */
    protected final void handOn(Wrap wrap, SocketAddress client) {
        over();
        try {
            connection.become(use.onward(), use.attachment(), new Carried(use.transport(), client, wrap));
            handedOn = true;
        } catch (LocalFault fault) {
            giveUp(CloseCause.PROVIDER_GONE, fault.getMessage());
        }
    }

    /** Closes the connection, because of {@code reason}, a clause for people. */
    protected final void giveUp(CloseCause cause, String reason) {
        why = reason;
        connection.close(cause);
    }

    /** The dialogue is over, one way or the other: timers end here. May be called twice. */
    protected void over() {}

    /** The peer ended it: so does this end. */
    @Override
    public void reachedEof() throws PeerFault {
        connection.closeAfterFlush(CloseCause.PEER_CLOSED);
    }

    @Override
    public final void closed(CloseCause cause) {
        over();
        if (!handedOn) {
            use.failed().accept(cause, why);
        }
    }

    @Override
    public String describe() {
        return "handshake";
    }
}
