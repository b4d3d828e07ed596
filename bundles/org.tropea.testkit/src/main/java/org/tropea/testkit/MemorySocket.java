package org.tropea.testkit;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.loop.IoEvents;
import org.tropea.flow.loop.IoSocket;

/** One end of a connection inside a {@link MemoryNetwork}, with bounded room each way. */
public final class MemorySocket extends IoSocket implements MemoryEndpoint {
    private final SocketAddress local;
    private final SocketAddress remote;
    private final MemoryPipe in;
    private final MemoryPipe out;
    private IOException connectFault;
    private boolean answered = true;
    private boolean connecting;
    private boolean wantsRead;
    private boolean wantsWrite;
    private boolean reads;
    private boolean writes;
    private IoEvents events;
    private boolean closed;
    private boolean reset;
    private MemorySocket peer;

    private MemorySocket(SocketAddress local, SocketAddress remote, MemoryPipe in, MemoryPipe out) {
        this.local = local;
        this.remote = remote;
        this.in = in;
        this.out = out;
    }

    /** Two connected ends: the dialling one, which has yet to hear of it, and the accepted one. */
    static MemorySocket[] pair(int capacity, SocketAddress from, SocketAddress to) {
        MemoryPipe there = new MemoryPipe(capacity);
        MemoryPipe back = new MemoryPipe(capacity);
        MemorySocket dialling = new MemorySocket(from, to, back, there);
        MemorySocket accepted = new MemorySocket(to, from, there, back);
        dialling.peer = accepted;
        accepted.peer = dialling;
        dialling.connecting = true;
        return new MemorySocket[] {dialling, accepted};
    }

    /** A socket whose connect fails. */
    static MemorySocket failing(SocketAddress from, SocketAddress to, IOException fault) {
        MemorySocket socket = new MemorySocket(from, to, new MemoryPipe(1), new MemoryPipe(1));
        socket.connecting = true;
        socket.connectFault = fault;
        return socket;
    }

    /** A socket whose connect never comes to an end. */
    static MemorySocket waiting(SocketAddress from, SocketAddress to) {
        MemorySocket socket = failing(from, to, null);
        socket.answered = false;
        return socket;
    }

    void attach(IoEvents events) {
        this.events = events;
    }

    @Override
    public void applyInterest() {
        reads = wantsRead;
        writes = wantsWrite;
    }

    @Override
    public boolean dispatch() {
        if (connecting) {
            return tellConnected();
        }
        boolean readable = !closed && reads && (reset || in.length() > 0 || in.ended);
        if (readable) {
            events.readable();
        }
        boolean writable = !closed && writes && (reset || out.broken || out.room() > 0);
        if (writable) {
            events.writable();
        }
        return readable || writable;
    }

    private boolean tellConnected() {
        if (answered && !closed) {
            events.writable();
            return true;
        }
        return false;
    }

    @Override
    public int read(Buffer into, int max) throws IOException {
        check();
        int count = in.read(into, max);
        return count == 0 && max > 0 && in.ended ? -1 : count;
    }

    @Override
    public int write(Buffer from, int max) throws IOException {
        check();
        if (out.broken) {
            throw new SocketException("Broken pipe");
        }
        return out.write(from, max);
    }

    private void check() throws IOException {
        if (closed) {
            throw new SocketException("Socket closed");
        }
        if (reset) {
            throw new SocketException("Connection reset");
        }
    }

    @Override
    public void interest(boolean read, boolean write) {
        wantsRead = read;
        wantsWrite = write;
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (connectFault != null) {
            throw connectFault;
        }
        finishConnecting();
        return answered;
    }

    void finishConnecting() {
        connecting = !answered;
    }

    @Override
    public void shutdownOutput() throws IOException {
        check();
        out.ended = true;
    }

    /** Closes in good order: the peer reads what was written, then the end of the stream. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            out.ended = true;
            in.broken = true;
        }
    }

    /** Breaks the connection: the peer's next read or write fails. */
    public void reset() {
        close();
        if (peer != null) {
            peer.reset = true;
        }
    }

    /** Whether {@link #close} was called on this end. */
    @Override
    public boolean isClosed() {
        return closed;
    }

    /** The other end; null when there is none. */
    public MemorySocket peer() {
        return peer;
    }

    @Override
    public SocketAddress local() {
        return local;
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }
}
