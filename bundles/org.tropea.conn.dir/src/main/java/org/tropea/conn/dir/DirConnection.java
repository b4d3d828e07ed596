package org.tropea.conn.dir;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;

/**
 * One request and its answer by HTTP/1.0 (dir-spec 6). CONNECTING until the socket is there, WAITING until the answer is
 * whole (its Content-Length, or the end of the stream), then DONE. Tells the outcome exactly once.
 */
final class DirConnection implements ConnectionHandler {
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final int HEADER_MAX = 32 * 1024;

    private final Connection connection;
    private final DirRequest request;
    private final EventLoop.Timer deadline;
    private ResponseHead head;
    private boolean done;

    DirConnection(Connection connection, DirRequest request) {
        this.connection = connection;
        this.request = request;
        this.deadline = connection.loop().schedule(request.timeoutNanos(), this::timedOut);
        connection.inbufLimit(HEADER_MAX + request.maxResponse());
    }

    @Override
    public void finishedConnecting() {
        byte[] text = requestHead().getBytes(StandardCharsets.ISO_8859_1);
        connection.outbuf().append(text, 0, text.length);
        connection.outbuf().append(request.body(), 0, request.body().length);
        connection.outbufChanged();
    }

    private String requestHead() {
        return request.method() + " " + request.path() + " HTTP/1.0\r\nHost: " + host(connection.remote())
                + "\r\nAccept-Encoding: identity\r\nContent-Length: " + request.body().length + "\r\n\r\n";
    }

    private static String host(SocketAddress address) {
        return address instanceof InetSocketAddress ip ? ip.getHostString() + ":" + ip.getPort() : "localhost";
    }

    @Override
    public void processInbuf() throws PeerFault {
        Buffer inbuf = connection.inbuf();
        if (head == null && !readHead(inbuf)) {
            return;
        }
        if (Math.max(inbuf.length(), head.length()) > request.maxResponse()) {
            throw new PeerFault("a directory answer above " + request.maxResponse() + " bytes");
        }
        if (head.length() >= 0 && inbuf.length() >= head.length()) {
            answer(head.length());
        }
    }

    private boolean readHead(Buffer inbuf) throws PeerFault {
        int end = inbuf.find(BLANK_LINE, 0);
        if (end < 0 || end > HEADER_MAX) {
            if (inbuf.length() > HEADER_MAX) {
                throw new PeerFault("a directory answer whose header is above " + HEADER_MAX + " bytes");
            }
            return false;
        }
        byte[] text = new byte[end + BLANK_LINE.length];
        inbuf.read(text, 0, text.length);
        head = ResponseHead.parse(new String(text, StandardCharsets.ISO_8859_1));
        return true;
    }

    @Override
    public void reachedEof() throws PeerFault {
        processInbuf();
        if (head != null && head.length() < 0) {
            answer(connection.inbuf().length());
        }
        connection.close(CloseCause.PEER_CLOSED);
    }

    private void answer(int length) {
        byte[] body = new byte[length];
        connection.inbuf().read(body, 0, length);
        finish(new DirResponse(head.status(), head.reason(), body));
        connection.close(CloseCause.FINISHED);
    }

    private void timedOut() {
        connection.close(CloseCause.CONNECT_TIMEOUT);
    }

    @Override
    public void closed(CloseCause cause) {
        deadline.cancel();
        finish(new DirResponse(0, "no answer: " + cause, new byte[0]));
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
