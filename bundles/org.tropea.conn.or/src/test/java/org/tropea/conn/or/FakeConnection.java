package org.tropea.conn.or;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.testkit.BareConnection;
import org.tropea.testkit.HeapBufferLayer;

/** A connection whose bytes a test carries to another one, in portions it chooses. */
final class FakeConnection extends BareConnection {
    /** Whether its outbuf never gets empty. */
    boolean slow;

    private boolean flushing;
    private EventLoop movedTo;
    private static final BufferPool POOL = new HeapBufferLayer().pool(() -> 0);

    Buffer in = POOL.buffer();
    Buffer out = POOL.buffer();
    int kept;
    ConnectionHandler handler;
    String fault = "";
    boolean demandsRead;
    int flushes;

    FakeConnection(EventLoop loop) {
        super(loop, "or", new InetSocketAddress("127.0.0.1", 9001), POOL);
    }

    /** Moves at most {@code portion} bytes to {@code peer} and lets it interpret them; returns how many. */
    int carry(FakeConnection peer, int portion) {
        int moved = out.moveTo(peer.in, portion);
        if (moved > 0) {
            peer.run(() -> peer.handler.processInbuf());
            run(() -> {
                handler.flushedSome();
                if (out.length() == 0) {
                    handler.finishedFlushing();
                }
            });
        }
        return moved;
    }

    /** What a swap of the buffer layer does: both buffers are others from now on, with what was in the old ones. */
    void rebuffer() {
        in = moved(in);
        out = moved(out);
    }

    private static Buffer moved(Buffer old) {
        Buffer next = POOL.buffer();
        old.moveTo(next, old.length());
        return next;
    }

    /** A callback of the handler. */
    interface Callback {
        void call() throws PeerFault;
    }

    void run(Callback callback) {
        if (cause == null) {
            try {
                callback.call();
            } catch (PeerFault e) {
                fault = e.getMessage();
                close(e.cause());
            }
        }
    }

    @Override
    public EventLoop loop() {
        return movedTo == null ? super.loop() : movedTo;
    }

    @Override
    public boolean move(EventLoop to, Runnable arrived) {
        movedTo = to;
        to.execute(arrived);
        return true;
    }

    @Override
    public void close(CloseCause why) {
        if (cause == null) {
            super.close(why);
            handler.closed(why);
        }
    }

    @Override
    public void closeAfterFlush(CloseCause why) {
        flushing = slow;
        if (!slow) {
            close(why);
        }
    }

    @Override
    public boolean isOpen() {
        return cause == null && !flushing;
    }

    @Override
    public void demand(boolean read, boolean write) {
        demandsRead = read;
    }

    @Override
    public void keeps(int bytes) {
        kept = bytes;
    }

    @Override
    public void outbufChanged() {
        flushes++;
    }

    @Override
    public Buffer inbuf() {
        return in;
    }

    @Override
    public Buffer outbuf() {
        return out;
    }

    @Override
    public SocketAddress local() {
        return new InetSocketAddress("127.0.0.1", 9002);
    }
}
