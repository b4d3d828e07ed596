package org.tropea.core.circuit;

import org.tropea.core.channel.Leg;
import org.tropea.core.circuitmux.CircuitQueue;
import org.tropea.flow.fault.CloseCause;

/** A circuit's end on the channel towards its client. */
final class PrevLeg extends Leg {
    private final Circuit circuit;

    PrevLeg(Circuit circuit) {
        this.circuit = circuit;
    }

    @Override
    protected void relayCell(byte[] array, int offset, boolean early, long now) {
        circuit.forward(array, offset, early, now);
    }

    @Override
    protected int fetch() {
        return circuit.fetch();
    }

    /** Only the next relay answers CREATE. */
    @Override
    protected void created(int command, byte[] array, int offset, long now) {
        circuit.close(CloseCause.PEER_FAULT);
    }

    @Override
    protected void destroyed(int reason) {
        circuit.close(CloseCause.PEER_DESTROYED);
    }

    @Override
    protected void channelClosed(CloseCause cause) {
        circuit.close(CloseCause.CHANNEL_CLOSED);
    }

    @Override
    protected void failed(RuntimeException bug) {
        circuit.close(CloseCause.BUG);
    }

    @Override
    public void queueFull(CircuitQueue queue) {
        circuit.filled(); // Other relays cannot be told.
    }

    @Override
    public void queueDrained(CircuitQueue queue) {
        circuit.queueDrained();
    }
}
