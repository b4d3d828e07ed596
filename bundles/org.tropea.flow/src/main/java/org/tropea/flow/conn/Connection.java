package org.tropea.flow.conn;

import java.net.SocketAddress;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.TcpState;
import org.tropea.flow.suspend.Suspension;

/**
 * Something that sends and receives network-like events: a TCP stream, or one half of a linked pair. It owns an inbuf
 * and an outbuf and two suspensions; what the bytes mean is up to its {@link ConnectionHandler}. Belongs to one loop at a
 * time, for life unless its handler lets it {@link #move}, and is touched only there. States: CONNECTING, OPEN, FLUSHING
 * (marked for close), CLOSED.
 */
public abstract class Connection {
    /** A number unique in the router. */
    public abstract long id();

    /** The name of its {@link ConnectionType}. */
    public abstract String type();

    /** The loop that owns it. */
    public abstract EventLoop loop();

    /**
     * Bytes received and not interpreted yet. The handler drains it in {@link ConnectionHandler#processInbuf}. Another
     * object after the buffer layer was swapped: ask for it in each callback, keep it in none.
     */
    public abstract Buffer inbuf();

    /** Bytes to send. Whoever appends to it calls {@link #outbufChanged()} once afterwards. To be asked for as the inbuf. */
    public abstract Buffer outbuf();

    /** Why reading is paused. */
    public abstract Suspension reading();

    /** Why writing is paused. */
    public abstract Suspension writing();

    /** Tells that bytes were put into the outbuf: they are written at the end of this turn, if nothing holds writing. */
    public abstract void outbufChanged();

    /** Tells that the handler took bytes out of the inbuf outside of {@link ConnectionHandler#processInbuf}. */
    public abstract void inbufChanged();

    /**
     * Says whether the handler must send or receive bytes of its own (a TLS handshake, a key update) although the
     * direction is paused; opens it for one record at most.
     */
    public abstract void demand(boolean read, boolean write);

    /** The most bytes the inbuf may hold before reading holds INBUF_FULL; 128 KiB unless set. */
    public abstract void inbufLimit(int bytes);

    /**
     * Tells that the handler keeps {@code bytes} in memory of its own now, beside the buffers: they count for
     * MaxMemInQueues until the connection is gone.
     */
    public void keeps(int bytes) {}

    /** Sends the end of the stream once the outbuf is flushed; reading goes on. */
    public abstract void finishWriting();

    /** Marks it for close: reading stops, the outbuf is flushed (bounded in time), then it is reaped. */
    public abstract void closeAfterFlush(CloseCause cause);

    /** Closes at once; what is in the outbuf is lost. */
    public abstract void close(CloseCause cause);

    /**
     * Moves to the loop {@code to}, if it rests: open, both buffers empty, and nothing but that holds a direction. From
     * the return on it belongs to that loop, where {@code arrived} runs first of all, in a later turn. False, and nothing
     * happened, when it cannot; kinds without a socket never can.
     */
    public boolean move(EventLoop to, Runnable arrived) {
        return false;
    }

    /**
     * Becomes a connection of {@code type}, whose bundle makes the handler for it, as for one that was accepted or dialled
     * with {@code attachment}; from a callback of the old handler, which hears nothing any more. No byte is lost: what the
     * old handler left in the inbuf, opened by the wrap of {@code carried} if there is one, is the new one's to read, and what
     * it put into the outbuf goes out first, as it is. With a wrap it ends when the bundle stops that it comes from.
     * LocalFault, and nothing changed, when the type is away, or it is not open; kinds without a socket never can. LocalFault,
     * and it is closed, which the old handler is told, when the new type's open() throws.
     */
    public void become(String type, Object attachment, Carried carried) throws LocalFault {
        throw new LocalFault("a " + type() + " connection of this kind cannot become one of type " + type);
    }

    /** Whether it is neither marked for close nor closed. */
    public abstract boolean isOpen();

    /**
     * Reads what the kernel says of its TCP socket into {@code into}; false, with a reason in it, where there is none or
     * the kernel does not tell.
     */
    public boolean tcpState(TcpState into) {
        return into.unknown("the connection has no TCP socket");
    }

    /** The number that the operating system knows its socket by; -1 when there is none, or none to tell. */
    public int descriptor() {
        return -1;
    }

    /** The other end's address; null for linked connections. */
    public abstract SocketAddress remote();

    /** This end's address; null for linked connections. */
    public abstract SocketAddress local();
}
