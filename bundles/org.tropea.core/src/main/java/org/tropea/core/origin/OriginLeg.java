package org.tropea.core.origin;

import org.tropea.core.channel.Leg;
import org.tropea.core.circuitmux.CircuitQueue;
import org.tropea.flow.fault.CloseCause;

/** The end of a circuit that begins here on the channel to its first hop. */
final class OriginLeg extends Leg {
    private final ClientCircuit circuit;

    OriginLeg(ClientCircuit circuit) {
        this.circuit = circuit;
    }

    @Override
    protected void relayCell(byte[] array, int offset, boolean early, long now) {
        circuit.cellIn(array, offset, early);
    }

    @Override
    protected void created(int command, byte[] array, int offset, long now) {
        circuit.created(command, array, offset);
    }

    @Override
    protected void destroyed(int reason) {
        circuit.destroyed(reason);
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
        circuit.pause();
    }

    @Override
    public void queueDrained(CircuitQueue queue) {
        circuit.resume();
    }
}
