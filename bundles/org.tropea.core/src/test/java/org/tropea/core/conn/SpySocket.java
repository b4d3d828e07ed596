package org.tropea.core.conn;

import java.io.IOException;
import java.net.SocketAddress;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.loop.IoSocket;

/** Stands before a connection's socket and sees the interest that is shown. */
final class SpySocket extends IoSocket {
    private final IoSocket inner;
    boolean read;
    boolean write;
    int descriptor = 7;
    /** What showing interest throws, when not null. */
    RuntimeException bug;
    /** Bytes that passed since they were last set to 0. */
    int bytesRead;

    int bytesWritten;

    private SpySocket(IoSocket inner) {
        this.inner = inner;
    }

    static SpySocket over(BaseConnection connection) {
        SocketConnection socket = (SocketConnection) connection;
        SpySocket spy = new SpySocket(socket.socket());
        spy.read = connection.gate.reads();
        spy.write = connection.gate.writes();
        socket.socket(spy);
        return spy;
    }

    @Override
    public int read(Buffer into, int max) throws IOException {
        int count = inner.read(into, max);
        bytesRead += Math.max(0, count);
        return count;
    }

    @Override
    public int write(Buffer from, int max) throws IOException {
        int count = inner.write(from, max);
        bytesWritten += count;
        return count;
    }

    @Override
    public void interest(boolean newRead, boolean newWrite) {
        if (bug != null) {
            throw bug;
        }
        read = newRead;
        write = newWrite;
        inner.interest(newRead, newWrite);
    }

    @Override
    public boolean finishConnect() throws IOException {
        return inner.finishConnect();
    }

    @Override
    public void shutdownOutput() throws IOException {
        inner.shutdownOutput();
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public SocketAddress local() {
        return inner.local();
    }

    @Override
    public SocketAddress remote() {
        return inner.remote();
    }
}
