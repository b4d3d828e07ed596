package org.tropea.flow.edge;

import org.tropea.flow.fault.PeerFault;

/**
 * The far side of a stream; one object per stream, called only in the stream's loop. A PeerFault closes the circuit;
 * anything else thrown ends the stream with END INTERNAL.
 */
public interface EdgeHandler {
    /** {@code length} bytes from the client stand at {@code array[offset]}; valid during the call. */
    void data(byte[] array, int offset, int length) throws PeerFault;

    /** Data may be packaged again. */
    void mayPackage();

    /** The stream is over: the client sent END with {@code reason}, or its circuit closed. Called at most once. */
    void ended(int reason);
}
