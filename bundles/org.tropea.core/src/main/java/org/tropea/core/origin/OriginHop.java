package org.tropea.core.origin;

import org.tropea.core.circuit.RelayEnd;
import org.tropea.core.edge.OriginEdge;
import org.tropea.crypto.relay.RelayCrypto;
import org.tropea.crypto.relay.RelayLayer;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.origin.Hop;

/** One hop of a circuit that begins here, which has answered: its layers of encryption and its streams. */
final class OriginHop extends RelayEnd {
    private final ClientCircuit circuit;
    private final int index;
    private final Hop hop;
    private final RelayLayer forward;
    private final RelayLayer backward;
    private final OriginEdge edge;

    /** The hop at {@code index}, from 0, of {@code circuit}. */
    OriginHop(ClientCircuit circuit, int index, Hop hop, RelayCrypto crypto) {
        this.circuit = circuit;
        this.index = index;
        this.hop = hop;
        this.forward = crypto.forward();
        this.backward = crypto.backward();
        this.edge = circuit.table().edges().origin(this);
    }

    RelayLayer forward() {
        return forward;
    }

    RelayLayer backward() {
        return backward;
    }

    OriginEdge edge() {
        return edge;
    }

    int index() {
        return index;
    }

    @Override
    public long number() {
        return circuit.id();
    }

    @Override
    public EventLoop loop() {
        return circuit.loop();
    }

    @Override
    public void originate(int relayCommand, int streamId, byte[] data, int offset, int length) {
        circuit.originate(this, relayCommand, streamId, data, offset, length);
    }

    @Override
    public byte[] lastOriginatedDigest() {
        return digest(forward);
    }

    @Override
    public byte[] lastRecognizedDigest() {
        return digest(backward);
    }

    private static byte[] digest(RelayLayer layer) {
        byte[] digest = new byte[layer.digestLength()];
        layer.lastDigest(digest, 0);
        return digest;
    }

    @Override
    public boolean queueFull() {
        return circuit.queueFull();
    }

    @Override
    public void dropped() {
        circuit.table().circuits().totals().droppedOne();
    }

    @Override
    public void close(CloseCause cause) {
        circuit.close(cause);
    }

    @Override
    public void unused() {
        circuit.streamLeft();
    }

    @Override
    public String toString() {
        return "hop " + (index + 1) + " of circuit " + circuit.id() + ", " + hop;
    }
}
