package org.tropea.flow.entry;

import java.nio.ByteBuffer;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.Stream;

/**
 * What a program sent before its stream was there: a look at its inbuf that a stream takes bytes from, while the inbuf
 * keeps them for the next exit, should this one fail. The connection is asked for its inbuf each time, as another buffer
 * layer may take over meanwhile. Only what {@link Stream#packageFrom} needs is there. Touched only by the loop.
 */
final class EarlyBytes extends Buffer {
    private final Connection connection;
    private final Stream stream;
    private int taken;

    EarlyBytes(Connection connection, Stream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** Lets the stream take what it has not taken yet. */
    void send() {
        if (length() > 0) {
            stream.packageFrom(this);
        }
    }

    /** The stream is there: what it took is dropped from the inbuf. */
    void settle() {
        connection.inbuf().drain(taken);
        taken = 0;
    }

    @Override
    public int length() {
        return connection.inbuf().length() - taken;
    }

    @Override
    public void peek(int from, byte[] into, int offset, int length) {
        connection.inbuf().peek(taken + from, into, offset, length);
    }

    @Override
    public void drain(int length) {
        taken += length;
    }

    /** A handler of streams only reads and drains what it is given; whoever does more has a bug, and is to hear of it. */
    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("early bytes are read and drained, no more");
    }

    @Override
    public void append(byte[] source, int offset, int length) {
        throw unsupported();
    }

    @Override
    public void append(ByteBuffer source) {
        throw unsupported();
    }

    @Override
    public byte[] tail(int room) {
        throw unsupported();
    }

    @Override
    public int tailOffset() {
        throw unsupported();
    }

    @Override
    public int tailRoom() {
        throw unsupported();
    }

    @Override
    public void filled(int length) {
        throw unsupported();
    }

    @Override
    public byte[] head() {
        throw unsupported();
    }

    @Override
    public int headOffset() {
        throw unsupported();
    }

    @Override
    public int headLength() {
        throw unsupported();
    }

    @Override
    public void pullUp(int length) {
        throw unsupported();
    }

    @Override
    public int find(byte[] pattern, int from) {
        throw unsupported();
    }

    @Override
    public int moveTo(Buffer target, int length) {
        throw unsupported();
    }

    @Override
    public int views(ByteBuffer[] views) {
        throw unsupported();
    }

    @Override
    public long oldestAt() {
        return connection.inbuf().oldestAt();
    }

    @Override
    public void clear() {
        throw unsupported();
    }
}
