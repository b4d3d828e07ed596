package org.tropea.core.channel;

import org.tropea.core.circuitmux.CircuitQueue;
import org.tropea.core.circuitmux.QueueEvents;
import org.tropea.flow.fault.CloseCause;

/**
 * One end of a circuit on one channel: its id there, the queue of cells that go there, and, by what subclasses do, who
 * takes the cells that come from there. Touched only by the channel's loop. States: loose until a channel attaches it,
 * attached until the circuit detaches it or the channel closes.
 */
public abstract class Leg implements QueueEvents {
    private RelayChannel channel;
    private int id;
    private CircuitQueue queue;

    /** The channel gave it an id and a queue. */
    final void attached(RelayChannel channel, int id, CircuitQueue queue) {
        this.channel = channel;
        this.id = id;
        this.queue = queue;
    }

    /** The channel it is or was attached to. */
    public final RelayChannel channel() {
        return channel;
    }

    /** The circuit's id on that channel. */
    public final int id() {
        return id;
    }

    /** The cells that go there. */
    public final CircuitQueue queue() {
        return queue;
    }

    /**
     * A RELAY or ({@code early}) RELAY_EARLY cell of this circuit stands at {@code array[offset]}; valid during the
     * call. Called once per cell.
     */
    protected abstract void relayCell(byte[] array, int offset, boolean early, long now);

    /**
     * A relay cell of this circuit is about to come: reads what it will need, which may be far away in memory. What it
     * returns says nothing.
     */
    protected int fetch() {
        return 0;
    }

    /** A CREATED, CREATED_FAST or CREATED2 cell of this circuit stands at {@code array[offset]}. */
    protected abstract void created(int command, byte[] array, int offset, long now);

    /** The peer destroyed the circuit with {@code reason} and has forgotten its id. */
    protected abstract void destroyed(int reason);

    /** The channel is gone or going, and this leg detached. */
    protected abstract void channelClosed(CloseCause cause);

    /** Our own code failed on a cell of this circuit: it must close. */
    protected abstract void failed(RuntimeException bug);
}
