package org.tropea.core.channel;

import org.tropea.core.circuitmux.CircuitQueue;
import org.tropea.flow.fault.CloseCause;

/** Stands for circuits whose DESTROY still waits: the id is in use, but nobody is there. */
final class DestroyedLeg extends Leg {
    static final Leg INSTANCE = new DestroyedLeg();

    private DestroyedLeg() {}

    @Override
    protected void relayCell(byte[] array, int offset, boolean early, long now) {}

    @Override
    protected void created(int command, byte[] array, int offset, long now) {}

    @Override
    protected void destroyed(int reason) {}

    @Override
    protected void channelClosed(CloseCause cause) {}

    @Override
    protected void failed(RuntimeException bug) {}

    @Override
    public void queueFull(CircuitQueue queue) {}

    @Override
    public void queueDrained(CircuitQueue queue) {}
}
