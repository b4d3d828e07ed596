package org.tropea.conn.dir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;

/**
 * One request and its answer by HTTP/1.0 (dir-spec 6). CONNECTING until the socket is there, WAITING until the answer
 * is whole (its Content-Length, or the end of the stream), DECODING while a worker decompresses it, then DONE. Tells
 * the outcome exactly once.
 */
final class ClientConnection implements ConnectionHandler {
    /** An answer that gets on, but ever so slowly, ends after so many times what one may stand still. */
    private static final int STALLS = 12;

    private final Connection connection;
    private final DirRequest request;
    private final Work work;
    private final long stallNanos;
    private final long since;
    private EventLoop.Timer deadline;
    private long progressAt;
    private ResponseHead head;
    private boolean answered;
    private boolean done;

    /** {@code stallNanos}: how long an answer that has begun may make no progress. */
    ClientConnection(Connection connection, DirRequest request, Work work, long stallNanos) {
        this.connection = connection;
        this.request = request;
        this.work = work;
        this.stallNanos = stallNanos;
        this.since = connection.loop().now();
        this.progressAt = since;
        this.deadline = connection.loop().schedule(request.timeoutNanos(), this::look);
        connection.inbufLimit(HttpHead.MAX + request.maxResponse());
    }

    /** Until an answer begins it has the request's time, then the stall's from each byte on, but not for ever. */
    private void look() {
        long patience = head == null ? request.timeoutNanos() : stallNanos;
        long end = since + Math.max(request.timeoutNanos(), STALLS * stallNanos);
        long left = Math.min(progressAt + patience, end) - connection.loop().now();
        if (left <= 0) {
            connection.close(CloseCause.CONNECT_TIMEOUT);
        } else {
            deadline = connection.loop().schedule(left, this::look);
        }
    }

    /** What is sent goes out: the answer has its time from then on. */
    @Override
    public void flushedSome() {
        if (head == null) {
            progressAt = connection.loop().now();
        }
    }

    @Override
    public void finishedConnecting() {
        byte[] text = requestHead().getBytes(StandardCharsets.ISO_8859_1);
        connection.outbuf().append(text, 0, text.length);
        connection.outbuf().append(request.body(), 0, request.body().length);
        connection.outbufChanged();
    }

    /** It is half of a linked pair, which nobody has to connect. */
    void linked() {
        if (connection.isOpen()) {
            finishedConnecting();
        }
    }

    private String requestHead() {
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.0\r\n");
        text.append("Host: ").append(host(connection.remote())).append("\r\n");
        text.append("Accept-Encoding: ").append(Encoding.ACCEPTED).append("\r\n");
        request.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        if (!request.method().equals("GET")) {
            text.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    private static String host(SocketAddress address) {
        return address instanceof InetSocketAddress ip ? ip.getHostString() + ":" + ip.getPort() : "localhost";
    }

    @Override
    public void processInbuf() throws PeerFault {
        progressAt = connection.loop().now();
        Buffer inbuf = connection.inbuf();
        if (answered) {
            inbuf.drain(inbuf.length()); // what follows the answer is no part of it
            return;
        }
        if (head == null) {
            HttpHead http = HttpHead.take(inbuf);
            if (http == null) {
                return;
            }
            head = ResponseHead.of(http);
        }
        if (Math.max(inbuf.length(), head.length()) > request.maxResponse()) {
            throw new PeerFault("a directory answer above " + request.maxResponse() + " bytes");
        }
        if (head.length() >= 0 && inbuf.length() >= head.length()) {
            answer(head.length());
        }
    }

    @Override
    public void reachedEof() throws PeerFault {
        processInbuf();
        if (!answered && head != null && head.length() < 0) {
            answer(connection.inbuf().length());
        }
        if (!answered) {
            connection.close(CloseCause.PEER_CLOSED);
        }
    }

    private void answer(int length) {
        answered = true;
        byte[] body = new byte[length];
        connection.inbuf().read(body, 0, length);
        connection.keeps(length);
        if (head.encoding() == Encoding.IDENTITY) {
            decoded(body, null);
        } else if (!work.run(
                connection.loop(), () -> head.encoding().decode(body, request.maxResponse()), this::decoded)) {
            decoded(null, new IOException("the workers have no room"));
        }
    }

    private void decoded(byte[] body, Throwable failure) {
        if (failure == null) {
            finish(new DirResponse(head.status(), head.reason(), head.headers(), body));
            connection.close(CloseCause.FINISHED);
        } else {
            String why = failure instanceof IOException ? failure.getMessage() : failure.toString();
            finish(none("an answer that cannot be decoded: " + why));
            connection.close(CloseCause.PEER_FAULT);
        }
    }

    @Override
    public void closed(CloseCause cause) {
        deadline.cancel();
        finish(none("no answer: " + cause));
    }

    private DirResponse none(String why) {
        return new DirResponse(0, why, head == null ? Map.of() : head.headers(), new byte[0], head != null);
    }

    private void finish(DirResponse response) {
        if (!done) {
            done = true;
            request.done().accept(response);
        }
    }

    @Override
    public String describe() {
        return request.method() + " " + request.path();
    }
}
