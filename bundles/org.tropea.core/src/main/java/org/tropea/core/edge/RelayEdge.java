package org.tropea.core.edge;

import java.net.SocketAddress;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Resolved;
import org.tropea.core.circuit.Circuit;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.fault.PeerFault;

/** The end of a circuit at a relay: its client begins streams, and edge types open them. */
final class RelayEdge extends CircuitEdge {
    private final Circuit circuit;

    RelayEdge(Edges edges, Circuit circuit) {
        super(edges, circuit);
        this.circuit = circuit;
    }

    @Override
    void take(int command, int streamId, byte[] array, int data, int length) throws PeerFault {
        switch (command) {
            case RelayCommand.DATA -> data(streamId, array, data, length);
            case RelayCommand.SENDME -> sendme(streamId, array, data, length);
            case RelayCommand.BEGIN, RelayCommand.BEGIN_DIR, RelayCommand.RESOLVE ->
                begin(command, streamId, array, data, length);
            case RelayCommand.END -> end(streamId, array, data, length);
            case RelayCommand.CONNECTED -> connected(streamId);
            default -> circuit.dropped();
        }
    }

    @Override
    void strayed(int command, int streamId) {
        circuit.dropped();
    }

    private void begin(int command, int streamId, byte[] array, int data, int length) throws PeerFault {
        if (streamId == 0 || stream(streamId) != null) {
            circuit.dropped();
            return;
        }
        EdgeType type = edges().types().of(command);
        int refusal = refusal(command, type);
        if (refusal != 0) {
            refuse(command, streamId, refusal);
            return;
        }
        RelayStream stream = new RelayStream(this, command, streamId, congestion().stream());
        add(stream);
        stream.open(type, array, data, length);
    }

    /** Why a stream is not even offered to its type: a reason for END, or 0. */
    private int refusal(int command, EdgeType type) {
        if (edges().hibernating()) {
            return EndReason.HIBERNATING;
        }
        if (command == RelayCommand.BEGIN && circuit.fromClient()) {
            return EndReason.TORPROTOCOL; // a relay is no one-hop proxy
        }
        if (type == null) {
            return edges().types().refusal(command);
        }
        return hasWindows() && !edges().isLeaving(circuit) ? 0 : EndReason.MISC; // clients try another circuit then
    }

    /** Answers {@code command} with END and {@code reason}, or with RESOLVED and an error that may go away. */
    void refuse(int command, int streamId, int reason) {
        if (command == RelayCommand.RESOLVE) {
            byte[] body = new Resolved().error(true, 0).encode();
            circuit.originate(RelayCommand.RESOLVED, streamId, body, 0, body.length);
        } else {
            circuit.originate(RelayCommand.END, streamId, new byte[] {(byte) reason}, 0, 1);
        }
    }

    /** CONNECTED comes from the far side of a stream; a client that sends it on one of its own breaks the protocol. */
    private void connected(int streamId) throws PeerFault {
        if (stream(streamId) != null) {
            throw new PeerFault("CONNECTED on a stream that ends here");
        }
        circuit.dropped();
    }

    SocketAddress cameFrom() {
        return circuit.cameFrom();
    }

    @Override
    void remove(EdgeStream stream) {
        super.remove(stream);
        edges().types().closed((RelayStream) stream);
    }
}
