package org.tropea.client;

import java.nio.charset.StandardCharsets;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.origin.ClientEdge;
import org.tropea.flow.scope.RouterScope;

/** A stream whose far side is the test. */
final class FakeStream extends Stream {
    final FakeCircuits.Fake on;
    final int command;
    final byte[] body;
    final ClientEdge edge;
    boolean over;
    /** With which reason this side ended it; 0 while it did not. */
    int endedBy;

    FakeStream(FakeCircuits.Fake on, int command, byte[] body, ClientEdge edge) {
        this.on = on;
        this.command = command;
        this.body = body;
        this.edge = edge;
    }

    /** What was asked for, up to its zero byte. */
    String asked() {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf(0));
    }

    /** The exit ends it. */
    void endFromExit(int reason) {
        over = true;
        edge.ended(new byte[] {(byte) reason});
        on.unusedIfEmpty();
    }

    void resolve(byte[] answer) {
        over = true;
        edge.resolved(answer);
    }

    void lose(int reason) {
        if (!over) {
            over = true;
            edge.ended(reason);
        }
    }

    @Override
    public int id() {
        return 1;
    }

    @Override
    public long circuit() {
        return on.id();
    }

    @Override
    public EventLoop loop() {
        return on.loop();
    }

    @Override
    public RouterScope router() {
        throw new AssertionError("not used");
    }

    @Override
    public void attach(Connection connection) {
        throw new AssertionError("not used");
    }

    @Override
    public void connected(byte[] answer) {
        throw new AssertionError("not used");
    }

    @Override
    public void resolved(byte[] answer) {
        throw new AssertionError("not used");
    }

    @Override
    public int packageFrom(Buffer source) {
        return 0;
    }

    @Override
    public void flushed(int pending) {}

    @Override
    public void end(int reason) {
        if (!over) {
            over = true;
            endedBy = reason;
            on.unusedIfEmpty();
        }
    }

    @Override
    public void endByPolicy(byte[] address, int ttl) {
        throw new AssertionError("not used");
    }
}
