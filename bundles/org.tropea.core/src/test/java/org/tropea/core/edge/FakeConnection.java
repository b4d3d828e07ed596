package org.tropea.core.edge;

import java.net.SocketAddress;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.suspend.Suspension;
import org.tropea.testkit.HeapBufferLayer;

/** Two buffers and two suspensions: all that an edge looks at. */
final class FakeConnection extends Connection {
    private final EventLoop loop;
    private final Buffer inbuf;
    private final Buffer outbuf;
    private final Suspension reading = new Suspension(() -> {});
    private final Suspension writing = new Suspension(() -> {});
    private boolean open = true;

    FakeConnection(EventLoop loop) {
        BufferPool pool = new HeapBufferLayer().pool(loop::now);
        this.loop = loop;
        this.inbuf = pool.buffer();
        this.outbuf = pool.buffer();
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public String type() {
        return "fake";
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
    public void inbufLimit(int bytes) {}

    @Override
    public void finishWriting() {}

    @Override
    public void closeAfterFlush(CloseCause cause) {
        open = false;
    }

    @Override
    public void close(CloseCause cause) {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public SocketAddress remote() {
        return null;
    }

    @Override
    public SocketAddress local() {
        return null;
    }
}
