package org.tropea.core.edge;

import java.util.Arrays;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.origin.ClientEdge;

/**
 * The end of a stream at the client that opened it. What does not fit its state is dropped and counted, as C tor does,
 * but a second CONNECTED or RESOLVED breaks the protocol. Why we end a stream is nobody's business: END says MISC.
 */
final class OriginStream extends EdgeStream {
    private static final byte[] NO_REASON = {EndReason.MISC};

    private final OriginEdge origin;
    private final ClientEdge client;

    OriginStream(OriginEdge edge, int command, int id, StreamCongestion congestion, ClientEdge client) {
        super(edge, command, id, congestion);
        this.origin = edge;
        this.client = client;
        handler(client);
    }

    /** CONNECTED or RESOLVED came with {@code length} bytes at {@code array[data]}. */
    void answered(int answer, byte[] array, int data, int length) throws PeerFault {
        if (state() == State.OPEN) {
            throw new PeerFault(RelayCommand.name(answer) + " on a stream that is open");
        }
        boolean resolves = command() == RelayCommand.RESOLVE;
        if (resolves != (answer == RelayCommand.RESOLVED)) {
            origin.circuit().dropped();
            return;
        }
        byte[] body = Arrays.copyOfRange(array, data, data + length);
        if (resolves) {
            leave();
        } else {
            opened();
        }
        tellAnswer(resolves, body);
    }

    private void tellAnswer(boolean resolved, byte[] body) {
        try {
            if (resolved) {
                client.resolved(body);
            } else {
                client.connected(body);
            }
        } catch (RuntimeException | LinkageError bug) {
            broken(bug);
        }
    }

    /** Exits keep what comes while they connect (tor-spec 6.2). */
    @Override
    boolean sendsEarly() {
        return command() == RelayCommand.BEGIN;
    }

    @Override
    void deliver(byte[] array, int offset, int length) throws PeerFault {
        if (state() == State.OPEN) {
            hand(array, offset, length);
        } else {
            origin.circuit().dropped();
        }
    }

    @Override
    void endedByPeer(byte[] array, int data, int length) {
        leave();
        try {
            client.ended(Arrays.copyOfRange(array, data, data + length));
        } catch (RuntimeException | LinkageError bug) {
            brokenAtEnd(bug);
        }
    }

    @Override
    void close(CloseCause cause) {
        if (state() != State.ENDED) {
            end(cause.endReason());
            tell(cause.endReason());
        }
    }

    @Override
    public void end(int reason) {
        if (state() != State.ENDED) {
            origin.halfClose(this);
            finish(NO_REASON);
        }
    }

    @Override
    public void connected(byte[] body) {
        throw new Bug(this + " was opened here: its far side answers");
    }

    @Override
    public void resolved(byte[] body) {
        throw new Bug(this + " was opened here: its far side answers");
    }

    @Override
    public void endByPolicy(byte[] address, int ttl) {
        end(EndReason.EXITPOLICY);
    }
}
