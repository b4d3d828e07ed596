package org.tropea.flow.conn;

import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/**
 * What a connection's type does with its events; one object per connection, called only in the connection's loop.
 * A {@link PeerFault} thrown closes the connection with its cause.
 */
public interface ConnectionHandler {
    /** More bytes are in the inbuf. Called again when something is left and more came. */
    void processInbuf() throws PeerFault;

    /** Some bytes left the outbuf. */
    default void flushedSome() throws PeerFault {}

    /** The outbuf is empty now. */
    default void finishedFlushing() throws PeerFault {}

    /** The connection is established (outgoing ones only; incoming ones are from the start). */
    default void finishedConnecting() throws PeerFault {}

    /** The peer sent the end of the stream; all bytes before it were offered to {@link #processInbuf}. */
    void reachedEof() throws PeerFault;

    /** It is closed and gone, with {@code cause}; called exactly once, last. */
    void closed(CloseCause cause);

    /** A line about what it does, for people. */
    default String describe() {
        return "";
    }
}
