package org.tropea.flow.loop;

import java.io.IOException;
import java.net.SocketAddress;
import org.tropea.flow.buffer.Buffer;

/** A stream socket of one loop, non-blocking. Touched only by that loop. */
public abstract class IoSocket {
    /**
     * Reads at most {@code max} bytes into the tail of {@code into}; returns how many, 0 when there are none now, -1 at
     * the end of the stream.
     */
    public abstract int read(Buffer into, int max) throws IOException;

    /** Writes at most {@code max} bytes from the head of {@code from} and drains them; returns how many. */
    public abstract int write(Buffer from, int max) throws IOException;

    /** Asks for readiness events, from this turn's end on. Only a connection's two suspensions decide this. */
    public abstract void interest(boolean read, boolean write);

    /** Whether the connect is done; throws when it failed. */
    public abstract boolean finishConnect() throws IOException;

    /** Sends the end of the stream. */
    public abstract void shutdownOutput() throws IOException;

    /** Closes at once; no more events come. */
    public abstract void close();

    /** The number that the operating system knows it by, for a {@link KernelInfo}; -1 when there is none to tell. */
    public int descriptor() {
        return -1;
    }

    /** This end's address; null when it is not known. */
    public abstract SocketAddress local();

    /** The other end's address; null when it is not known. */
    public abstract SocketAddress remote();
}
