package org.tropea.conn.socks;

import java.net.InetAddress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.cell.EndReason;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.EntryFlag;

/** A program's SOCKS connection: its dialogue, then whatever the stream carries. Touched only by its loop. */
final class SocksConnection extends EntryConnection {
    private static final Logger LOG = LoggerFactory.getLogger(SocksConnection.class);
    /** How requests of GET, HEAD, PUT, POST and CONNECT begin. */
    private static final String HTTP_LETTERS = "GHPC";

    private final SocksDialogue dialogue;
    /** The SOCKS 5 code of a request that is malformed; 0 when the reason tells it. */
    private int faultReply;

    SocksConnection(Connection connection, EntryListener listener, RouterScope router) {
        super(connection, listener, router);
        dialogue = new SocksDialogue(port().has(EntryFlag.PREFER_SOCKS_NO_AUTH));
    }

    @Override
    protected void readRequest() {
        if (dialogue.version() == 0 && connection.inbuf().length() > 0 && speaksHttp()) {
            send(NotHttp.ANSWER);
            refuse(EntryReason.PROTOCOL, "HTTP on a SOCKS port");
            return;
        }
        try {
            byte[] answer = dialogue.step(connection.inbuf());
            while (answer != null && dialogue.command() == null) {
                send(answer);
                answer = dialogue.step(connection.inbuf());
            }
            if (dialogue.command() != null) {
                request(dialogue.command());
            }
        } catch (SocksFault fault) {
            LOG.info("A SOCKS program asked for something malformed: {}", fault.getMessage());
            faultReply = fault.reply();
            refuse(EntryReason.PROTOCOL, fault.getMessage());
        }
    }

    private boolean speaksHttp() {
        byte[] first = new byte[1];
        connection.inbuf().peek(0, first, 0, 1);
        return HTTP_LETTERS.indexOf(first[0]) >= 0;
    }

    private void request(SocksCommand command) throws SocksFault {
        boolean leaks = command.literal() && command.kind() != EntryRequest.Kind.RESOLVE_PTR;
        if (leaks && router().options().flag("SafeSocks")) {
            LOG.warn(
                    "A program gave an address only, so it may have looked the name up by itself: refused by SafeSocks");
            throw new SocksFault(SocksFault.NOT_ALLOWED, "an address instead of a name");
        }
        if (router().options().flag("TestSocks")) {
            LOG.info(
                    leaks
                            ? "A program by {} to port {} gave an address: it may leak the names it looks up"
                            : "A program by {} to port {} left the name to the network. This is good",
                    dialogue.protocol(),
                    command.port());
        }
        EntrySource source =
                new EntrySource(port(), client(), dialogue.protocol(), dialogue.user(), dialogue.password(), null);
        ask(new EntryRequest(command.kind(), command.host(), command.port(), source));
    }

    @Override
    protected void writeConnected(InetAddress address, int ttl) {
        send(SocksReply.connected(dialogue.version()));
    }

    @Override
    protected void writeAnswers(List<EntryAnswer> answers) {
        for (EntryAnswer answer : answers) {
            byte[] reply = SocksReply.answer(dialogue.version(), answer);
            if (reply != null) {
                send(reply);
                return;
            }
        }
        writeRefusal(EndReason.RESOLVEFAILED, "no answer of a kind that SOCKS 4 knows");
    }

    @Override
    protected void writeRefusal(int reason, String why) {
        boolean extended = port().has(EntryFlag.EXTENDED_ERRORS);
        send(dialogue.refusal(faultReply == 0 ? SocksReply.code(reason, extended) : faultReply));
    }
}
