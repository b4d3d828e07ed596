package org.tropea.conn.exit;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.suspend.Suspension;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HeapBufferLayer;

/** A connection without a socket: a test plays the other end. */
final class FakeConnection extends Connection {
    final SocketAddress remote;
    ConnectionHandler handler;
    CloseCause cause;
    boolean flushes;

    private final HandCrankedLoop loop;
    private final Buffer inbuf;
    private final Buffer outbuf;
    private final Suspension reading = new Suspension(() -> {});
    private final Suspension writing = new Suspension(() -> {});

    FakeConnection(SocketAddress remote, HandCrankedLoop loop) {
        BufferPool pool = new HeapBufferLayer(7).pool(loop.clock());
        this.remote = remote;
        this.loop = loop;
        this.inbuf = pool.buffer();
        this.outbuf = pool.buffer();
    }

    /** The destination answered. */
    void connected() {
        dispatch(handler::finishedConnecting);
    }

    /** Bytes come in. What the handler throws closes, as the core does it. */
    void receive(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        inbuf.append(bytes, 0, bytes.length);
        dispatch(handler::processInbuf);
    }

    /** The end of the stream comes in. */
    void receiveEnd() {
        dispatch(handler::reachedEof);
    }

    private void dispatch(Event event) {
        try {
            event.happen();
        } catch (PeerFault fault) {
            close(fault.cause());
        }
        loop.crank();
    }

    private interface Event {
        void happen() throws PeerFault;
    }

    /** Takes what the handler wants to send, and tells it so. */
    String sent() {
        byte[] bytes = new byte[outbuf.length()];
        outbuf.read(bytes, 0, bytes.length);
        dispatch(handler::flushedSome);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close(CloseCause why) {
        if (cause == null) {
            cause = why;
            loop.atTurnEnd(() -> handler.closed(cause));
        }
    }

    @Override
    public void closeAfterFlush(CloseCause why) {
        flushes = cause == null;
        close(why);
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
        return "exit";
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
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return null;
    }
}
