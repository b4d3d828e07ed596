package org.tropea.core.circuitmux;

/** What a {@link CircuitMux} tells its channel, in the channel's loop. */
public interface MuxEvents extends PolicyFailed {
    /** There are cells to send where there were none, or no policy. */
    void cellsWait();

    /** The DESTROY for {@code circuitId} leaves the queue now: the id may be used again. */
    void destroySent(int circuitId);
}
