package org.tropea.core.circuit;

import org.tropea.core.channel.Leg;
import org.tropea.core.circuitmux.CircuitQueue;
import org.tropea.flow.fault.CloseCause;

/** A circuit's end on the channel away from its client. */
final class NextLeg extends Leg {
    private final Onward onward;

    NextLeg(Onward onward) {
        this.onward = onward;
    }

    @Override
    protected void relayCell(byte[] array, int offset, boolean early, long now) {
        onward.backward(array, offset, early, now);
    }

    @Override
    protected int fetch() {
        return onward.fetch();
    }

    @Override
    protected void created(int command, byte[] array, int offset, long now) {
        onward.created(command, array, offset);
    }

    /** The reason stays here: passed on, it would be a side channel. */
    @Override
    protected void destroyed(int reason) {
        onward.end(CloseCause.PEER_DESTROYED);
    }

    @Override
    protected void channelClosed(CloseCause cause) {
        onward.end(CloseCause.CHANNEL_CLOSED);
    }

    @Override
    protected void failed(RuntimeException bug) {
        onward.end(CloseCause.BUG);
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
