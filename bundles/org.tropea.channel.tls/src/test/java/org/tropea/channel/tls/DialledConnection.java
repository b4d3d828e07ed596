package org.tropea.channel.tls;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.suspend.Suspension;

/** A connection that is being dialled and does nothing but close, which it tells its events. */
final class DialledConnection extends Connection {
    private final CellLinkEvents events;
    private final InetSocketAddress remote;

    DialledConnection(CellLinkEvents events, InetSocketAddress remote) {
        this.events = events;
        this.remote = remote;
    }

    @Override
    public void close(CloseCause cause) {
        events.closed(cause);
    }

    @Override
    public void closeAfterFlush(CloseCause cause) {
        events.closed(cause);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return null;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public String type() {
        return "or";
    }

    @Override
    public EventLoop loop() {
        throw new AssertionError("the backend knows its loop");
    }

    @Override
    public Buffer inbuf() {
        throw new AssertionError("bytes are the OR connection's affair");
    }

    @Override
    public Buffer outbuf() {
        throw new AssertionError("bytes are the OR connection's affair");
    }

    @Override
    public Suspension reading() {
        throw new AssertionError("bytes are the OR connection's affair");
    }

    @Override
    public Suspension writing() {
        throw new AssertionError("bytes are the OR connection's affair");
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
}
