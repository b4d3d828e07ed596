package org.tropea.core.edge;

import org.tropea.cell.IntMap;
import org.tropea.cell.RelayCommand;
import org.tropea.core.circuit.RelayEnd;
import org.tropea.crypto.Randomness;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.origin.ClientEdge;

/**
 * The streams that this end opens at one hop of a circuit that begins here. Those it ended before the far side did are
 * half-closed: what is still on its way to them is taken in silence, and their ids are not used again. Touched only by the
 * circuit's loop.
 */
public final class OriginEdge extends CircuitEdge {
    private static final int LAST_ID = 0xffff;

    private final IntMap<HalfClosed> halfClosed = new IntMap<>();
    private int lastId = (int) Randomness.between(0, LAST_ID);

    OriginEdge(Edges edges, RelayEnd hop) {
        super(edges, hop);
    }

    /** A stream that we ended first, and the window that counts what its far side may have sent until it knows. */
    private static final class HalfClosed {
        final StreamCongestion congestion;

        HalfClosed(StreamCongestion congestion) {
            this.congestion = congestion;
        }

        boolean mayStillSend() {
            try {
                congestion.delivered();
                return true;
            } catch (PeerFault tooMuch) {
                return false;
            }
        }
    }

    /** Opens a stream by {@code command} with {@code body}; null when it takes none. */
    public Stream open(int command, byte[] body, ClientEdge handler) {
        int id = freeId();
        if (id == 0 || !hasWindows() || edges().isLeaving(circuit())) {
            return null;
        }
        OriginStream stream = new OriginStream(this, command, id, congestion().stream(), handler);
        add(stream);
        circuit().originate(command, id, body, 0, body.length);
        return stream;
    }

    /** The next one that no stream has; 0 when all are used. */
    private int freeId() {
        for (int tries = 0; tries < LAST_ID; tries++) {
            lastId = lastId % LAST_ID + 1;
            if (stream(lastId) == null && halfClosed.get(lastId) == null) {
                return lastId;
            }
        }
        return 0;
    }

    @Override
    public void take(int command, int streamId, byte[] array, int data, int length) throws PeerFault {
        switch (command) {
            case RelayCommand.DATA -> data(streamId, array, data, length);
            case RelayCommand.SENDME -> sendme(streamId, array, data, length);
            case RelayCommand.END -> end(streamId, array, data, length);
            case RelayCommand.CONNECTED, RelayCommand.RESOLVED -> answer(command, streamId, array, data, length);
            default -> circuit().dropped();
        }
    }

    private void answer(int command, int streamId, byte[] array, int data, int length) throws PeerFault {
        if (stream(streamId) instanceof OriginStream stream) {
            stream.answered(command, array, data, length);
        } else {
            strayed(command, streamId);
        }
    }

    /** Streams that we ended may get what was on its way; with END, or RESOLVED, the far side is done too. */
    @Override
    void strayed(int command, int streamId) {
        HalfClosed half = halfClosed.get(streamId);
        boolean expected = half != null && (command != RelayCommand.DATA || half.mayStillSend());
        if (!expected) {
            circuit().dropped();
        }
        if (command == RelayCommand.END || command == RelayCommand.RESOLVED) {
            halfClosed.remove(streamId);
        }
    }

    /** {@code stream} was ended by us, so its far side may still send. */
    void halfClose(OriginStream stream) {
        halfClosed.put(stream.id(), new HalfClosed(stream.congestion()));
    }

    @Override
    void remove(EdgeStream stream) {
        super.remove(stream);
        if (size() == 0) {
            circuit().unused();
        }
    }
}
