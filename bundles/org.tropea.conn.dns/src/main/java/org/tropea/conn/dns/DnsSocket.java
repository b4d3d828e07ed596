package org.tropea.conn.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoDatagrams;
import org.tropea.flow.scope.RouterScope;

/** One UDP socket, and the questions under way that came by it. Touched only by its loop. */
final class DnsSocket {
    private static final Logger LOG = LoggerFactory.getLogger(DnsSocket.class);
    /** How many questions may be under way; more are refused for now. */
    static final int MOST = 1024;

    private final EntryListener listener;
    private final RouterScope router;
    private final EventLoop loop;
    private final Set<DnsQuestion> underWay = new HashSet<>();
    private IoDatagrams socket;

    private DnsSocket(EntryListener listener, RouterScope router, EventLoop loop) {
        this.listener = listener;
        this.router = router;
        this.loop = loop;
    }

    /** Binds {@code local} in {@code loop}, from that loop. */
    static DnsSocket bind(InetSocketAddress local, EntryListener listener, RouterScope router, EventLoop loop)
            throws IOException {
        DnsSocket bound = new DnsSocket(listener, router, loop);
        bound.socket = loop.datagrams(local, bound::received);
        return bound;
    }

    private void received(byte[] array, int length, SocketAddress sender) {
        DnsMessage message = DnsMessage.parse(array, length);
        if (message == null) {
            LOG.debug("Something that is no DNS question came to {}", local());
        } else if (!listener.admits(sender)) {
            send(message.refused(), sender);
        } else if (!message.isAskable()) {
            send(message.unaskable(), sender);
        } else if (underWay.size() >= MOST) {
            send(message.failed(), sender);
        } else {
            DnsQuestion question = new DnsQuestion(this, message, (InetSocketAddress) sender);
            underWay.add(question);
            question.ask(router, loop);
        }
    }

    /** {@code question} has {@code answer}. */
    void answered(DnsQuestion question, byte[] answer) {
        if (underWay.remove(question)) {
            send(answer, question.sender());
        }
    }

    private void send(byte[] answer, SocketAddress to) {
        if (!socket.send(answer, answer.length, to)) {
            LOG.debug("An answer from {} was lost", local());
        }
    }

    EntryListener listener() {
        return listener;
    }

    SocketAddress local() {
        return socket.local();
    }

    void close() {
        socket.close();
        List.copyOf(underWay).forEach(DnsQuestion::cancel);
        underWay.clear();
    }
}
