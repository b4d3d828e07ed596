package org.tropea.socketfactory;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.tropea.cell.EndReason;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/**
 * An HTTP client's connection to its proxy: HEAD until its request is read, WAITING for the network, RELAYING between
 * this connection and a {@link Far} half until either ends, DONE. One request a connection. Touched only by its loop.
 */
final class ProxyConnection implements ConnectionHandler {
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final int HEAD_MAX = 32 * 1024;
    private static final int MARK = 64 * 1024;

    private enum State {
        HEAD,
        WAITING,
        RELAYING,
        DONE
    }

    private final Connection client;
    private final String isolation;
    private final RouterScope router;
    private final EventLoop.Timer patience;
    private State state = State.HEAD;
    private ProxyRequest request;
    private Far far;
    private boolean clientEnded;
    /** The bytes at the head of the inbuf that belong to the request for sure. */
    private int cleared;

    ProxyConnection(Connection client, String isolation, RouterScope router) {
        this.client = client;
        this.isolation = isolation;
        this.router = router;
        client.inbufLimit(MARK);
        patience = client.loop().schedule(router.options().intervalNanos("SocksTimeout"), this::tooSlow);
    }

    private void tooSlow() {
        answer("408 Request Timeout", "no request within SocksTimeout");
    }

    // ---- the request ----------------------------------------------------------------------------------------------

    @Override
    public void processInbuf() {
        if (state == State.HEAD) {
            readHead();
        } else if (state == State.RELAYING) {
            up();
        }
    }

    private void readHead() {
        Buffer inbuf = client.inbuf();
        int end = inbuf.find(BLANK_LINE, 0);
        if (end > HEAD_MAX || end < 0 && inbuf.length() > HEAD_MAX) {
            answer("431 Request Header Fields Too Large", "a head above " + HEAD_MAX + " bytes");
        } else if (end >= 0) {
            byte[] head = new byte[end + BLANK_LINE.length];
            inbuf.read(head, 0, head.length);
            ask(new String(head, 0, end, StandardCharsets.ISO_8859_1));
        }
    }

    private void ask(String head) {
        patience.cancel();
        try {
            request = ProxyRequest.parse(head);
            state = State.WAITING;
            FarEnd.dial(
                    router,
                    RouterSockets.request(request.host(), request.port(), isolation),
                    half -> far = new Far(half),
                    client.loop());
        } catch (ProxyFault fault) {
            answer(fault.status(), fault.getMessage());
        } catch (LocalFault fault) {
            answer("503 Service Unavailable", fault.getMessage());
        }
    }

    /** Refuses, and closes when that is sent. */
    private void answer(String status, String why) {
        if (state == State.HEAD || state == State.WAITING) {
            finish();
            byte[] text = (why + "\n").getBytes(StandardCharsets.UTF_8);
            send(
                    client,
                    "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                            + text.length + "\r\nConnection: close\r\n\r\n");
            client.outbuf().append(text, 0, text.length);
            client.inbuf().clear(); // lest the kernel resets the connection and eats the answer
            client.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    private static void send(Connection to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        to.outbuf().append(bytes, 0, bytes.length);
        to.outbufChanged();
    }

    private void finish() {
        patience.cancel();
        state = State.DONE;
    }

    // ---- the relay ------------------------------------------------------------------------------------------------

    private void connected() {
        state = State.RELAYING;
        if (request.head() == null) {
            send(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        } else {
            send(far.half, request.head());
        }
        up();
    }

    /** From the client to the network. */
    private void up() {
        Buffer inbuf = client.inbuf();
        if (far.isDeaf) {
            discard(inbuf);
            return;
        }
        boolean whole = request.body() == null || clears(inbuf);
        int most = Math.min(
                request.body() == null ? inbuf.length() : cleared,
                MARK - far.half.outbuf().length());
        if (most > 0) {
            int moved = inbuf.moveTo(far.half.outbuf(), most);
            cleared = Math.max(0, cleared - moved);
            far.half.outbufChanged();
            client.inbufChanged();
        }
        if (!whole || clientEnded && inbuf.length() == 0) {
            end();
        }
    }

    /** Nobody takes it any more, and a client that sends first and reads then may not wait for that. */
    private void discard(Buffer inbuf) {
        if (inbuf.length() > 0) {
            inbuf.clear();
            client.inbufChanged();
        }
    }

    /** Looks at bytes nobody looked at yet, one extent at a time; false when some belong to no request. */
    private boolean clears(Buffer inbuf) {
        try {
            byte[] fresh = new byte[inbuf.length() - cleared];
            inbuf.peek(cleared, fresh, 0, fresh.length);
            int taken = request.body().accept(fresh, 0, fresh.length);
            cleared += taken;
            return taken == fresh.length;
        } catch (ProxyFault fault) {
            return false;
        }
    }

    /** From the network to the client. */
    private void down() {
        Buffer inbuf = far.half.inbuf();
        int most = Math.min(inbuf.length(), MARK - client.outbuf().length());
        if (most > 0) {
            inbuf.moveTo(client.outbuf(), most);
            client.outbufChanged();
            far.half.inbufChanged();
        }
        if (far.ended && inbuf.length() == 0) {
            end();
        }
    }

    /** What is on its way still gets there. */
    private void end() {
        if (state == State.RELAYING) {
            finish();
            far.half.closeAfterFlush(CloseCause.FINISHED);
            client.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    // ---- the client's connection ----------------------------------------------------------------------------------

    @Override
    public void flushedSome() {
        if (state == State.RELAYING) {
            down();
        }
    }

    @Override
    public void reachedEof() {
        clientEnded = true;
        if (state == State.RELAYING) {
            up();
        } else {
            client.closeAfterFlush(CloseCause.PEER_CLOSED);
        }
    }

    @Override
    public void closed(CloseCause cause) {
        finish();
        if (far != null) {
            far.half.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    @Override
    public String describe() {
        return request == null ? state.name() : request.host() + ":" + request.port() + ", " + state;
    }

    // ---- the half towards the network -----------------------------------------------------------------------------

    /** Its linked half. */
    private final class Far extends FarEnd {
        private final Connection half;
        private boolean ended;
        /** The stream is over, though bytes that came before it may be on their way still. */
        private boolean isDeaf;

        Far(Connection half) {
            this.half = half;
            half.inbufLimit(MARK);
        }

        @Override
        void connected(InetAddress address) {
            if (state == State.WAITING) {
                ProxyConnection.this.connected();
            }
        }

        @Override
        void refused(int reason, String why) {
            String words = request.host() + ":" + request.port() + ": " + Refusals.words(reason) + ": " + why;
            boolean late = reason == EndReason.TIMEOUT;
            boolean forbidden = reason == EntryReason.ENTRYPOLICY || reason == EntryReason.PRIVATE_ADDR;
            answer(late ? "504 Gateway Timeout" : forbidden ? "403 Forbidden" : "502 Bad Gateway", words);
        }

        /** The other half may not wait for a slow client any more. */
        @Override
        void streamEnded(int reason) {
            isDeaf = true;
            half.inbufLimit(Integer.MAX_VALUE);
            half.inbufChanged();
            if (state == State.RELAYING) {
                up();
            }
        }

        @Override
        public void processInbuf() {
            if (state == State.RELAYING) {
                down();
            }
        }

        @Override
        public void flushedSome() {
            if (state == State.RELAYING) {
                up();
            }
        }

        @Override
        public void reachedEof() {
            ended = true;
            answer("502 Bad Gateway", "the connection through the network ended");
            if (state == State.RELAYING) {
                down();
            }
        }

        @Override
        public void closed(CloseCause cause) {
            reachedEof();
        }
    }
}
