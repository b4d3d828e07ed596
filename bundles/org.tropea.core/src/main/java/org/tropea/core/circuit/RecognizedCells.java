package org.tropea.core.circuit;

import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/** Takes the relay messages that end here and are not about the circuit itself; in the circuit's loop. */
public interface RecognizedCells {
    /**
     * A message of {@code relayCommand} with {@code length} bytes at {@code array[data]}, valid during the call, came
     * on {@code circuit}. A PeerFault closes the circuit with its cause.
     */
    void relayCell(Circuit circuit, int relayCommand, int streamId, byte[] array, int data, int length, long now)
            throws PeerFault;

    /** {@code circuit} is closed: what it originated and was not sent is dropped. Called exactly once, last. */
    void closed(Circuit circuit, CloseCause cause);

    /** The queue towards the client was full and is at its low mark: the circuit's streams may package again. */
    void queueDrained(Circuit circuit);

    /** The queue towards the client is at its high mark: the circuit's streams must not package. */
    default void queueFull(Circuit circuit) {}

    /** How many bytes the streams of {@code circuit} hold in buffers that closing it would free. */
    default long bytesHeld(Circuit circuit) {
        return 0;
    }

    /** How many streams of {@code circuit} end here. */
    default int streams(Circuit circuit) {
        return 0;
    }

    /** When the oldest of those bytes came, in the loop's nanoseconds; Long.MAX_VALUE when there are none. */
    default long oldestAt(Circuit circuit) {
        return Long.MAX_VALUE;
    }
}
