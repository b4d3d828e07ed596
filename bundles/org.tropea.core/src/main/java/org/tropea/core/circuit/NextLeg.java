package org.tropea.core.circuit;

import org.tropea.core.channel.Leg;
import org.tropea.core.circuitmux.CircuitQueue;
import org.tropea.flow.fault.CloseCause;

/** A circuit's end on the channel away from its client. */
final class NextLeg extends Leg {
    private final Circuit circuit;

    NextLeg(Circuit circuit) {
        this.circuit = circuit;
    }

    @Override
    protected void relayCell(byte[] array, int offset, boolean early, long now) {
        circuit.backward(array, offset, early, now);
    }

    @Override
    protected void created(int command, byte[] array, int offset, long now) {
        circuit.created(command, array, offset);
    }

    /** The reason stays here: passed on, it would be a side channel. */
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
        // The sender is another relay, which cannot be told.
    }

    @Override
    public void queueDrained(CircuitQueue queue) {
        // As above.
    }
}
