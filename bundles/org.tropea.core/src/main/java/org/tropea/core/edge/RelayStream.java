package org.tropea.core.edge;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/** The end of a stream at a relay: an edge type opens it and answers the client. */
final class RelayStream extends EdgeStream {
    private final RelayEdge relay;
    /** Why the stream ended from outside while its type was still opening it; 0: it did not. */
    private int missedEnd;

    /** Bytes delivered while there is no connection: the type keeps them, and they count for MaxMemInQueues. */
    private int early;

    private long earlySince = Long.MAX_VALUE;

    RelayStream(RelayEdge edge, int command, int id, StreamCongestion congestion) {
        super(edge, command, id, congestion);
        this.relay = edge;
    }

    /** Has {@code type} open it with the {@code length} bytes that the client sent along at {@code array[data]}. */
    void open(EdgeType type, byte[] array, int data, int length) throws PeerFault {
        relay.edges().types().opened(type, this);
        try {
            made(type.open(this, command(), array, data, length));
        } catch (RuntimeException | LinkageError bug) {
            broken(bug);
        }
    }

    /** Takes the handler that the type made; a type that answered at once made none. */
    private void made(EdgeHandler made) {
        handler(made);
        if (made == null && state() == State.OPENING) {
            end(EndReason.MISC);
        } else if (made != null && missedEnd != 0) {
            made.ended(missedEnd);
        }
    }

    @Override
    void deliver(byte[] array, int offset, int length) throws PeerFault {
        if (handler() != null && connection() == null && length > 0) {
            keepEarly(length);
        }
        hand(array, offset, length);
    }

    private void keepEarly(int length) {
        earlySince = early == 0 ? loop().now() : earlySince;
        early += length;
        relay.edges().early(length);
    }

    private void forgetEarly() {
        relay.edges().early(-early);
        early = 0;
        earlySince = Long.MAX_VALUE;
    }

    @Override
    public SocketAddress cameFrom() {
        return relay.cameFrom();
    }

    @Override
    void endedByPeer(byte[] array, int data, int length) {
        ended(array[data] & 0xff);
    }

    @Override
    void close(CloseCause cause) {
        if (state() != State.ENDED) {
            boolean answered = state() == State.OPEN;
            int reason = toldReason(cause.endReason());
            leave();
            relay.refuse(answered ? RelayCommand.BEGIN : command(), id(), reason);
            tell(cause.endReason());
        }
    }

    @Override
    void tell(int reason) {
        if (handler() == null) {
            missedEnd = reason;
        } else {
            super.tell(reason);
        }
    }

    @Override
    void broken(Throwable bug) {
        super.broken(bug);
        if (handler() == null) {
            abandon();
        }
    }

    @Override
    void leave() {
        forgetEarly();
        super.leave();
    }

    @Override
    public void attach(Connection attached) {
        forgetEarly();
        super.attach(attached);
    }

    @Override
    public void connected(byte[] body) {
        if (state() == State.OPENING) {
            opened();
            relay.circuit().originate(RelayCommand.CONNECTED, id(), body, 0, body.length);
        }
    }

    @Override
    public void resolved(byte[] body) {
        if (state() == State.OPENING) {
            leave();
            relay.circuit().originate(RelayCommand.RESOLVED, id(), body, 0, body.length);
        }
    }

    @Override
    public void end(int reason) {
        finish(new byte[] {(byte) toldReason(reason)});
    }

    /** A client shall try again elsewhere what could not be opened because the bundle of its type stops. */
    private int toldReason(int reason) {
        boolean ours = reason == EndReason.INTERNAL || reason == EndReason.RESOURCELIMIT;
        boolean cutShort =
                ours && state() == State.OPENING && relay.edges().types().isLeaving(this);
        return cutShort ? EndReason.MISC : reason;
    }

    @Override
    public void endByPolicy(byte[] address, int ttl) {
        finish(ByteBuffer.allocate(5 + address.length)
                .put((byte) EndReason.EXITPOLICY)
                .put(address)
                .putInt(ttl)
                .array());
    }

    @Override
    long bytesHeld() {
        return connection() == null ? early : super.bytesHeld();
    }

    @Override
    long oldestAt() {
        return connection() == null ? earlySince : super.oldestAt();
    }
}
