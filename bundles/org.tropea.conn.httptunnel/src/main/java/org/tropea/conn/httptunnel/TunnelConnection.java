package org.tropea.conn.httptunnel;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.scope.RouterScope;

/**
 * A program's connection that asks for a tunnel by CONNECT. What stands behind the head is the tunnel's. Web pages that
 * are made to talk to this port get no answer to anything but CONNECT: only requests whose Host is this machine do.
 * Touched only by its loop.
 */
final class TunnelConnection extends EntryConnection {
    private static final Logger LOG = LoggerFactory.getLogger(TunnelConnection.class);
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};
    private static final int HEAD_MAX = 8192;
    private static final int TARGET_MAX = 255;
    /** Between the two headers that isolate: no header has these characters. */
    private static final String BETWEEN = "\u0001\u00ff\u0001\u00ff";

    /** The whole answer to a request that is not asked of the network; null to answer by the reason. */
    private String answer;

    TunnelConnection(Connection connection, EntryListener listener, RouterScope router) {
        super(connection, listener, router);
    }

    @Override
    protected void readRequest() {
        Buffer inbuf = connection.inbuf();
        int end = inbuf.find(BLANK_LINE, 0);
        if (end < 0 ? inbuf.length() > HEAD_MAX : end > HEAD_MAX) {
            answer(Answers.BAD_REQUEST, "a head above " + HEAD_MAX + " bytes");
        } else if (end >= 0) {
            byte[] head = new byte[end + BLANK_LINE.length];
            inbuf.read(head, 0, head.length);
            request(RequestHead.parse(new String(head, 0, end, StandardCharsets.ISO_8859_1)));
        }
    }

    private void request(RequestHead head) {
        if (head == null) {
            answer(Answers.BAD_REQUEST, "no HTTP request");
        } else if (head.method().equalsIgnoreCase("CONNECT")) {
            connect(head);
        } else if (head.header("Host") == null
                || !HostPort.parse(head.header("Host")).isLocal()) {
            answer("", head.method() + " without this machine as Host");
        } else {
            boolean options = head.method().equalsIgnoreCase("OPTIONS");
            answer(options ? Answers.OPTIONS : Answers.NOT_A_PROXY, head.method());
        }
    }

    private void connect(RequestHead head) {
        HostPort target = HostPort.parse(head.target());
        if (head.target().length() > TARGET_MAX + ":65535".length()) {
            answer(Answers.TOO_LONG, "a target above " + TARGET_MAX + " characters");
        } else if (target.host() == null || target.port() <= 0) {
            answer(Answers.BAD_REQUEST, "a target that is not HOST:PORT");
        } else if (head.header("Tor-RPC-Target") != null) {
            answer(Answers.NO_RPC, "Tor-RPC-Target");
        } else {
            String authorization = head.header("Proxy-Authorization");
            String isolation = head.header("Tor-Stream-Isolation");
            String further = head.header("X-Tor-Stream-Isolation");
            boolean isolated = isolation != null || further != null;
            EntrySource source = new EntrySource(
                    port(),
                    client(),
                    "httptunnel",
                    authorization,
                    null,
                    isolated ? String.valueOf(isolation) + BETWEEN + further : null);
            ask(new EntryRequest(EntryRequest.Kind.CONNECT, target.host(), target.port(), source));
        }
    }

    private void answer(String whole, String why) {
        LOG.info("A program at an HTTP tunnel port asked for something else: {}", why);
        answer = whole;
        refuse(EntryReason.PROTOCOL, why);
    }

    @Override
    protected void writeConnected(InetAddress address, int ttl) {
        send(Answers.CONNECTED);
    }

    @Override
    protected void writeRefusal(int reason, String why) {
        send(answer == null ? Answers.failed(reason) : answer);
    }
}
