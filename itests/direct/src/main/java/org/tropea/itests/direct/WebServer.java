package org.tropea.itests.direct;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.cell.EndReason;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/**
 * A stream whose far side answers one HTTP request and ends: with what it was told to say, or {@code /big/N} with N
 * zeros. Sends on only while little waits, as windows would have it. Touched only by its loop.
 */
final class WebServer extends Stream {
    private static final Pattern BIG = Pattern.compile("GET (?:http://[^/ ]*)?/big/(\\d{1,9}) .*", Pattern.DOTALL);
    private static final int PENDING_MAX = 32 * 1024;
    private static final byte[] ZEROS = new byte[498];

    private final RouterScope router;
    private final EventLoop loop;
    private final EntryHandler handler;
    private final String says;
    private final StringBuilder request = new StringBuilder();
    /** Zeros to send still; -1 before the request was read, and when all is said. */
    private long left = -1;

    private int pending;
    private boolean ended;

    WebServer(RouterScope router, EventLoop loop, EntryHandler handler, String says) {
        this.router = router;
        this.loop = loop;
        this.handler = handler;
        this.says = says;
    }

    @Override
    public int packageFrom(Buffer source) {
        byte[] bytes = new byte[source.length()];
        source.read(bytes, 0, bytes.length);
        request.append(new String(bytes, StandardCharsets.ISO_8859_1));
        if (left < 0 && request.indexOf("\r\n\r\n") >= 0) {
            loop.execute(this::answer);
        }
        return bytes.length;
    }

    private void answer() {
        Matcher big = BIG.matcher(request);
        long length = big.matches() ? Long.parseLong(big.group(1)) : says.length() + 1;
        send(("HTTP/1.0 200 OK\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        left = big.matches() ? length : 0;
        if (!big.matches()) {
            send((says + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        more();
    }

    private void more() {
        while (!ended && left > 0 && pending <= PENDING_MAX) {
            int count = (int) Math.min(left, ZEROS.length);
            left -= count;
            send(count == ZEROS.length ? ZEROS : new byte[count]);
        }
        if (!ended && left == 0) {
            ended = true;
            handler.ended(EndReason.DONE);
        }
    }

    private void send(byte[] bytes) {
        if (!ended) {
            try {
                handler.data(bytes, 0, bytes.length);
            } catch (PeerFault fault) {
                ended = true;
            }
        }
    }

    /** Called from within {@link #send} too, so what follows is left to a later turn. */
    @Override
    public void flushed(int waiting) {
        boolean goesOn = pending > PENDING_MAX && waiting <= PENDING_MAX;
        pending = waiting;
        if (goesOn) {
            loop.execute(this::more);
        }
    }

    @Override
    public void end(int reason) {
        ended = true;
    }

    @Override
    public void attach(Connection connection) {
        // Nothing ever holds its reading.
    }

    @Override
    public int id() {
        return 1;
    }

    @Override
    public long circuit() {
        return 0;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public RouterScope router() {
        return router;
    }

    @Override
    public void connected(byte[] body) {
        throw new IllegalStateException("only exits do that");
    }

    @Override
    public void resolved(byte[] body) {
        throw new IllegalStateException("only exits do that");
    }

    @Override
    public void endByPolicy(byte[] address, int ttl) {
        throw new IllegalStateException("only exits do that");
    }
}
