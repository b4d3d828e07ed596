package org.tropea.testkit;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/**
 * A connection whose other end is played by the test, in text of one byte a character; its buffers are in small pieces.
 * What the handler throws closes it, as the core does it. The test's thread.
 */
public final class PlayedConnection extends BareConnection {
    private static final int PIECE = 7;

    /** Who is told; set before anything happens. */
    public ConnectionHandler handler;
    /** Whether it was closed so that the outbuf is flushed first. */
    public boolean flushes;

    private final HandCrankedLoop loop;

    /** One of {@code type} to {@code remote}. */
    public PlayedConnection(String type, SocketAddress remote, HandCrankedLoop loop) {
        super(loop, type, remote, new HeapBufferLayer(PIECE).pool(loop.clock()));
        this.loop = loop;
    }

    /** The other end answered. */
    public void connected() {
        dispatch(handler::finishedConnecting);
    }

    /** Bytes come in. */
    public void receive(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        inbuf().append(bytes, 0, bytes.length);
        dispatch(handler::processInbuf);
    }

    /** The end of the stream comes in. */
    public void receiveEnd() {
        dispatch(handler::reachedEof);
    }

    /** Takes what the handler wants to send, and tells it so. */
    public String sent() {
        byte[] bytes = new byte[outbuf().length()];
        outbuf().read(bytes, 0, bytes.length);
        dispatch(handler::flushedSome);
        return new String(bytes, StandardCharsets.ISO_8859_1);
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

    @Override
    public void close(CloseCause why) {
        if (isOpen()) {
            super.close(why);
            loop.atTurnEnd(() -> handler.closed(cause));
        }
    }

    @Override
    public void closeAfterFlush(CloseCause why) {
        flushes = isOpen();
        close(why);
    }
}
