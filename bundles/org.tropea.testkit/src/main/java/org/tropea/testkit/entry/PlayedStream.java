package org.tropea.testkit.entry;

import java.nio.charset.StandardCharsets;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/** A stream whose far side is played by the test; its window lets through {@link #window} bytes. The test's thread. */
public final class PlayedStream extends Stream {
    /** What was packaged, one character a byte. */
    public final StringBuilder packaged = new StringBuilder();
    /** How many bytes may be packaged still. */
    public int window = Integer.MAX_VALUE;
    /** The connection attached, or null. */
    public Connection attached;
    /** What {@link #flushed} said last; -1 before. */
    public int pending = -1;
    /** The reason of END; -1 while the stream lives. */
    public int endReason = -1;

    private final RouterScope router;
    private final EventLoop loop;

    /** A stream of {@code router} in {@code loop}. */
    public PlayedStream(RouterScope router, EventLoop loop) {
        this.router = router;
        this.loop = loop;
    }

    @Override
    public int packageFrom(Buffer source) {
        byte[] bytes = new byte[Math.min(window, source.length())];
        source.read(bytes, 0, bytes.length);
        packaged.append(new String(bytes, StandardCharsets.ISO_8859_1));
        window -= bytes.length;
        return bytes.length;
    }

    @Override
    public void end(int reason) {
        endReason = endReason < 0 ? reason : endReason;
    }

    @Override
    public void endByPolicy(byte[] address, int ttl) {
        throw new AssertionError("only exits do that");
    }

    @Override
    public void attach(Connection connection) {
        attached = connection;
    }

    @Override
    public void connected(byte[] body) {
        throw new AssertionError("only exits do that");
    }

    @Override
    public void resolved(byte[] body) {
        throw new AssertionError("only exits do that");
    }

    @Override
    public void flushed(int bytes) {
        pending = bytes;
    }

    @Override
    public int id() {
        return 7;
    }

    @Override
    public long circuit() {
        return 3;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public RouterScope router() {
        return router;
    }
}
