package org.tropea.conn.exit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.testkit.HandCrankedLoop;

/** A stream that keeps what its handler tells the client. The window lets through {@link #window} bytes. */
final class FakeStream extends Stream {
    final StringBuilder packaged = new StringBuilder();
    final List<Integer> flushed = new ArrayList<>();
    int window = Integer.MAX_VALUE;
    Connection attached;
    byte[] connected;
    byte[] resolved;
    /** The reason of END, -1 while the stream lives. */
    int endReason = -1;

    byte[] refusedAddress;
    int refusedTtl;

    private final RouterScope router;
    private final HandCrankedLoop loop;

    FakeStream(RouterScope router, HandCrankedLoop loop) {
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
        if (endReason < 0) {
            endReason = reason;
        }
    }

    @Override
    public void endByPolicy(byte[] address, int ttl) {
        end(org.tropea.cell.EndReason.EXITPOLICY);
        refusedAddress = address;
        refusedTtl = ttl;
    }

    @Override
    public void attach(Connection connection) {
        attached = connection;
    }

    @Override
    public void connected(byte[] body) {
        connected = body;
    }

    @Override
    public void resolved(byte[] body) {
        resolved = body;
    }

    @Override
    public void flushed(int pending) {
        flushed.add(pending);
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
