package org.tropea.core.conn;

import java.io.IOException;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.Wrap;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.IoSocket;
import org.tropea.flow.suspend.Reason;

/**
 * A transport's {@link Wrap} around one socket's bytes, and the sealed ones that are on their way: between the socket and
 * the buffers of the connection. Sealed is only what is about to be written, so that the outbuf still tells how much
 * waits. Belongs to the connection, in its loop.
 */
final class Wrapped {
    /** So much is sealed ahead of the socket at most, and a little more. */
    static final int AHEAD = 64 * 1024;
    /** And so much where the wrap paces, whose writes are no longer: what waits then waits where the scheduler sees it. */
    static final int PACED_AHEAD = 1_500;

    private final SocketConnection connection;
    private final Wrap wrap;
    private Buffer in;
    private Buffer out;
    /** What is left of the write that the wrap decided on. */
    private int write;
    /** Whether the wrap ever wanted a pause. */
    private boolean paces;

    private final Runnable lift = this::lift;

    /** {@code in} and {@code out} hold what was left of the transport's own dialogue, which goes out as it is. */
    Wrapped(SocketConnection connection, Wrap wrap, Buffer in, Buffer out) {
        this.connection = connection;
        this.wrap = wrap;
        this.in = in;
        this.out = out;
        this.write = out.length();
    }

    /** Reads at most {@code max} bytes and opens what is whole; returns how many were read, as a socket does. */
    int receive(IoSocket socket, int max) throws IOException {
        int count = socket.read(in, max);
        if (count > 0) {
            open();
        }
        return count;
    }

    /** Opens what is there. What the peer did wrong closes the connection. */
    void open() {
        try {
            wrap.open(in, connection.inbuf());
        } catch (PeerFault fault) {
            connection.owner.faulted(connection, fault);
            connection.closeAfterFlush(fault.cause());
        } catch (RuntimeException | LinkageError bug) {
            failed(bug);
        }
    }

    /** Seals and writes at most {@code max} bytes, until the socket takes no more; returns how many were written. */
    int send(IoSocket socket, int max) throws IOException {
        int sent = 0;
        boolean room = true;
        while (room && sent < max && hasWrite(Math.min(max - sent, AHEAD))) {
            int wanted = Math.min(write, max - sent);
            int count = socket.write(out, wanted);
            sent += count;
            write -= count;
            room = count == wanted && (write > 0 || goesOn());
        }
        return sent;
    }

    /** Whether there is something to write now; seals up to {@code most} bytes for it. */
    private boolean hasWrite(int most) {
        try {
            if (write == 0) {
                int ahead = paces ? Math.min(most, PACED_AHEAD) : most;
                if (out.length() < ahead && connection.outbuf().length() > 0) {
                    wrap.seal(connection.outbuf(), out, ahead);
                }
                write = out.length() == 0 ? 0 : wrap.nextWrite(out);
            }
            return write > 0;
        } catch (RuntimeException | LinkageError bug) {
            failed(bug);
            return false;
        }
    }

    /** A write went out whole: whether the next one may follow at once. */
    private boolean goesOn() {
        long pause = wrap.pauseNanos();
        if (pause > 0) {
            paces = true;
            connection.writing().hold(Reason.PACED, connection.now());
            connection.loop().schedule(pause, lift);
        }
        return pause <= 0;
    }

    private void lift() {
        connection.writing().lift(Reason.PACED);
    }

    private void failed(Throwable bug) {
        connection.owner.bugs().report("the transport of " + connection, bug);
        connection.close(CloseCause.BUG);
    }

    /** Sealed bytes that the socket has not taken. */
    int pending() {
        return out.length();
    }

    /** Moves what it holds to buffers of {@code pool}. */
    void rebuffer(BufferPool pool) {
        in = moved(in, pool.buffer());
        out = moved(out, pool.buffer());
    }

    private static Buffer moved(Buffer from, Buffer to) {
        ConnectionParts.move(from, to);
        return to;
    }

    /** Gives up what it holds; the layer of its buffers may have failed. */
    void clear() {
        ConnectionParts.discard(in);
        ConnectionParts.discard(out);
    }
}
