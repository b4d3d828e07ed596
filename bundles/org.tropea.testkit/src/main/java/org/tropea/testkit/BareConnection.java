package org.tropea.testkit;

import java.net.SocketAddress;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.Carried;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.suspend.Suspension;

/** A connection without a socket: two buffers, two suspensions, and a note of how it was closed. Any one thread. */
public class BareConnection extends Connection {
    /** Why it was closed first; null while it is open. */
    public CloseCause cause;
    /** What {@link #inbufLimit} said last. */
    public int inbufLimit;

    /** The type that it became last; null while it is what it was. */
    public String became;
    /** How it came to be that. */
    public Carried carried;

    private final EventLoop loop;
    private final String type;
    private final SocketAddress remote;
    private final Buffer inbuf;
    private final Buffer outbuf;
    private final Suspension reading = new Suspension(() -> {});
    private final Suspension writing = new Suspension(() -> {});

    /** One of {@code type} to {@code remote}, which may be null, with buffers of {@code pool}. */
    public BareConnection(EventLoop loop, String type, SocketAddress remote, BufferPool pool) {
        this.loop = loop;
        this.type = type;
        this.remote = remote;
        this.inbuf = pool.buffer();
        this.outbuf = pool.buffer();
    }

    /** One of type "fake" without addresses. */
    public BareConnection(EventLoop loop) {
        this(loop, "fake", null, new HeapBufferLayer().pool(loop::now));
    }

    @Override
    public void close(CloseCause why) {
        if (cause == null) {
            cause = why;
        }
    }

    @Override
    public void closeAfterFlush(CloseCause why) {
        close(why);
    }

    @Override
    public void become(String newType, Object attachment, Carried by) throws LocalFault {
        became = newType;
        carried = by;
    }

    @Override
    public boolean isOpen() {
        return cause == null;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public Buffer inbuf() {
        return inbuf;
    }

    @Override
    public Buffer outbuf() {
        return outbuf;
    }

    @Override
    public Suspension reading() {
        return reading;
    }

    @Override
    public Suspension writing() {
        return writing;
    }

    @Override
    public void outbufChanged() {}

    @Override
    public void inbufChanged() {}

    @Override
    public void demand(boolean read, boolean write) {}

    @Override
    public void inbufLimit(int bytes) {
        inbufLimit = bytes;
    }

    @Override
    public void finishWriting() {}

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return null;
    }
}
