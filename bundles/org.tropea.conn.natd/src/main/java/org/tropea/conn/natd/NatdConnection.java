package org.tropea.conn.natd;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.entry.EntryHost;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.scope.RouterScope;

/**
 * A connection that natd redirected: first a line {@code [DEST ADDRESS PORT]} that natd put there, then the program's own
 * bytes. The protocol has no answers: what is refused is closed. Touched only by its loop.
 */
final class NatdConnection extends EntryConnection {
    private static final Logger LOG = LoggerFactory.getLogger(NatdConnection.class);
    private static final Pattern LINE = Pattern.compile("\\[DEST (\\S+) (\\d{1,5})\\]?\\r?");
    private static final byte[] LINE_END = {'\n'};
    /** Longer than any line with an IPv4 or IPv6 address. */
    private static final int LINE_MAX = 64;

    NatdConnection(Connection connection, EntryListener listener, RouterScope router) {
        super(connection, listener, router);
    }

    @Override
    protected void readRequest() {
        int end = connection.inbuf().find(LINE_END, 0);
        if (end > LINE_MAX || end < 0 && connection.inbuf().length() > LINE_MAX) {
            malformed("a first line above " + LINE_MAX + " bytes");
        } else if (end >= 0) {
            byte[] line = new byte[end + 1];
            connection.inbuf().read(line, 0, line.length);
            destination(new String(line, 0, end, StandardCharsets.ISO_8859_1));
        }
    }

    private void destination(String line) {
        Matcher found = LINE.matcher(line);
        int port = found.matches() ? Integer.parseInt(found.group(2)) : 0;
        if (port < 1 || port > 65535 || !EntryHost.isAddress(found.group(1))) {
            malformed("the first line is not [DEST ADDRESS PORT]");
        } else {
            EntrySource source = new EntrySource(port(), client(), "natd");
            String host = EntryHost.normal(found.group(1));
            ask(new EntryRequest(EntryRequest.Kind.CONNECT, host, port, source));
        }
    }

    private void malformed(String what) {
        LOG.info("A connection at a NATD port is none of natd's: {}", what);
        refuse(EntryReason.PROTOCOL, what);
    }

    @Override
    protected void writeConnected(InetAddress address, int ttl) {
        // The program believes that it is connected since natd took it.
    }

    @Override
    protected void writeRefusal(int reason, String why) {
        LOG.debug("Closing a connection from natd: {}", why);
    }
}
