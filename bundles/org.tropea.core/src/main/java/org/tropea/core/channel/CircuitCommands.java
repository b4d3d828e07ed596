package org.tropea.core.channel;

/** Who makes circuits when a peer asks for one; in the channel's loop. */
public interface CircuitCommands {
    /**
     * A CREATE, CREATE_FAST or CREATE2 cell with {@code id}, which is free and the peer's to use, stands at
     * {@code array[offset]}; valid during the call. The answer is a leg attached to the channel, or a DESTROY.
     */
    void create(RelayChannel channel, int id, int command, byte[] array, int offset, long now);

    /** How many circuits there are in this loop. */
    int size();

    /** A cell of {@code channel} was handled: the moment at which any circuit may be closed. */
    void cellDone(long now);

    /** Our own code failed where no circuit could be blamed. */
    void failed(RuntimeException bug);
}
