package org.tropea.core.conn;

import java.net.SocketAddress;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.suspend.Reason;

/**
 * One half of a linked pair: what one sends the other receives, moved from outbuf to inbuf without copying. The
 * receiving half fetches, in a later turn, when it reads and the other writes; while it does not read, the sender's
 * writing holds LINKED_PEER_FULL. Both halves belong to one loop and are touched only there.
 */
final class LinkedConnection extends BaseConnection {
    private final Runnable readiness = this::ready;
    private LinkedConnection peer;
    private boolean readShown;
    private boolean writeShown;
    private boolean readinessPosted;
    private boolean ended;
    private boolean fetched;

    LinkedConnection(LoopConnections owner, String type, ConnectionType maker) {
        super(owner, type, maker, false);
    }

    static void join(LinkedConnection one, LinkedConnection other) {
        one.peer = other;
        other.peer = one;
    }

    /** The other half. */
    LinkedConnection peer() {
        return peer;
    }

    @Override
    int receive(int max) {
        int allowed = peer.gate.writing.runs() ? max : Math.min(max, peer.gate.spendWrite());
        int count = peer.outbuf().moveTo(inbuf(), allowed);
        if (count > 0) {
            peer.fetched(count);
        }
        return count > 0 || !hasPeerEnded() ? count : -1;
    }

    private void fetched(int count) {
        countWritten(count);
        fetched = true;
        mark();
    }

    private boolean hasPeerEnded() {
        return peer.outbuf().length() == 0 && (peer.ended || !peer.canReceive());
    }

    private boolean canReceive() {
        return state() != ConnectionState.CLOSED;
    }

    @Override
    void settle() {
        if (fetched) {
            fetched = false;
            wentOut();
        }
        super.settle();
    }

    /** Nothing is pushed: the peer fetches. */
    @Override
    int send(int max) {
        return 0;
    }

    @Override
    boolean takesSocket() {
        return false;
    }

    @Override
    boolean awaitsRoom() {
        return true;
    }

    @Override
    boolean canSend() {
        return peer.canReceive();
    }

    @Override
    void show(boolean read, boolean write) {
        readShown = read;
        writeShown = write;
        peer.gate.writing.set(Reason.LINKED_PEER_FULL, !read, now());
        postReadiness();
        peer.postReadiness();
    }

    private void postReadiness() {
        boolean something = peer.writeShown && peer.outbuf().length() > 0 || hasPeerEnded();
        if (readShown && something && !readinessPosted) {
            readinessPosted = true;
            loop().execute(readiness);
        }
    }

    private void ready() {
        readinessPosted = false;
        handleRead();
    }

    @Override
    void sendEnd() {
        ended = true;
        peer.postReadiness();
    }

    @Override
    void release() {
        readShown = false;
        writeShown = false;
        peer.mark();
    }

    @Override
    public SocketAddress remote() {
        return null;
    }

    @Override
    public SocketAddress local() {
        return null;
    }
}
