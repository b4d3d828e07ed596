package org.tropea.flow.conn;

import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.fault.PeerFault;

/**
 * What a transport puts around the bytes of one connection: plain bytes are those that the connection's handler reads and
 * writes, sealed bytes those of the socket. A product of the bundle whose connection {@link Connection#become became}
 * another's; touched only by the connection's loop. It keeps neither of the buffers that it is given.
 */
public abstract class Wrap {
    /** Takes all that is whole from the head of {@code sealed} and appends what it says to {@code plain}. */
    public abstract void open(Buffer sealed, Buffer plain) throws PeerFault;

    /** Takes bytes from {@code plain} and appends them sealed, until {@code sealed} holds {@code most} or a little more. */
    public abstract void seal(Buffer plain, Buffer sealed, int most);

    /**
     * How many of the bytes of {@code sealed}, which holds some, go out in the next write; all, unless their lengths are
     * to tell nothing. May append to {@code sealed}.
     */
    public int nextWrite(Buffer sealed) {
        return sealed.length();
    }

    /** For how many nanoseconds nothing is written after such a write went out whole; 0 for not at all. */
    public long pauseNanos() {
        return 0;
    }
}
