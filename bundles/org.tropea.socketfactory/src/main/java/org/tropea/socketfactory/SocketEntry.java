package org.tropea.socketfactory;

import java.net.InetAddress;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.entry.EntryConnection;
import org.tropea.flow.scope.RouterScope;

/** The network's half of a linked pair: it has its request from the start, and tells its {@link FarEnd} all. In its loop. */
final class SocketEntry extends EntryConnection {
    private final Dial dial;

    SocketEntry(Connection connection, Dial dial, RouterScope router) {
        super(connection, dial, router);
        this.dial = dial;
    }

    @Override
    protected boolean asksAtOnce() {
        return true;
    }

    @Override
    protected void readRequest() {
        ask(dial.request());
    }

    @Override
    protected void writeConnected(InetAddress address, int ttl) {
        dial.far().connected(address);
    }

    @Override
    protected void writeRefusal(int reason, String why) {
        dial.far().refused(reason, why);
    }

    @Override
    protected void streamEnded(int reason) {
        dial.far().streamEnded(reason);
    }
}
