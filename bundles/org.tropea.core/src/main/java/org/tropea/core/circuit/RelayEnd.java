package org.tropea.core.circuit;

import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;

/**
 * What relay messages go to and come from at this process: a circuit at a relay, or one hop of a circuit that begins
 * here. So both ends of a stream keep their windows and streams in the same way. Touched only by the circuit's loop.
 */
public abstract class RelayEnd {
    private Object attachment;

    /** The number of the circuit, unique in the router. */
    public abstract long number();

    /** The loop that owns it. */
    public abstract EventLoop loop();

    /**
     * Sends the other end a relay message of our own with {@code length} bytes (at most 498) at {@code data[offset]}; the
     * bytes are copied. Nothing happens on a circuit that is not open.
     */
    public abstract void originate(int relayCommand, int streamId, byte[] data, int offset, int length);

    /**
     * The digest of the last cell that {@link #originate} made: what the SENDME for it must quote (tor-spec 7.3.1). Filled
     * in later, but before that cell leaves, where the cells go by another loop.
     */
    public abstract byte[] lastOriginatedDigest();

    /** The digest of the last cell recognized here: what our SENDME for it must quote. */
    public abstract byte[] lastRecognizedDigest();

    /** Whether the cells towards the other end wait in a full queue: streams must not package then. */
    public abstract boolean queueFull();

    /** Counts a relay message that was for nobody. */
    public abstract void dropped();

    /** Closes the whole circuit; harmless when closed. */
    public abstract void close(CloseCause cause);

    /** It had at least one stream and has none any more. */
    public void unused() {}

    /** Keeps {@code object} for whoever takes the recognized cells. */
    public final void attach(Object object) {
        attachment = object;
    }

    /** What was attached; null when nothing was. */
    public final Object attachment() {
        return attachment;
    }
}
