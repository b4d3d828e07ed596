package org.tropea.conn.dir;

import java.net.InetSocketAddress;
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
    final HandCrankedLoop loop = new HandCrankedLoop();
    ConnectionHandler handler;
    CloseCause cause;
    int inbufLimit;

    private final BufferPool pool = new HeapBufferLayer(7).pool(loop.clock());
    private final Buffer inbuf = pool.buffer();
    private final Buffer outbuf = pool.buffer();
    private final Suspension reading = new Suspension(() -> {});
    private final Suspension writing = new Suspension(() -> {});

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

    /** Takes what the handler wants to send. */
    String sent() {
        byte[] bytes = new byte[outbuf.length()];
        outbuf.read(bytes, 0, bytes.length);
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
        return "dir";
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
        return new InetSocketAddress("127.0.0.1", 7001);
    }

    @Override
    public SocketAddress local() {
        return null;
    }
}
