package org.tropea.core.conn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoSocket;
import org.tropea.flow.suspend.Reason;

/**
 * Sockets that a listener accepted for one loop whose connection type went away meanwhile. They count as open, so that
 * listeners pause when there are too many, and wait for the type. Touched only by the loop.
 */
final class ParkedSockets {
    private final ConnectionTable table;
    private final EventLoop loop;
    private final List<Parked> sockets = new ArrayList<>();

    ParkedSockets(ConnectionTable table, EventLoop loop) {
        this.table = table;
        this.loop = loop;
    }

    /** One of them; {@code attachment} is its listener's. */
    record Parked(long id, String type, IoSocket socket, Object attachment) {}

    void add(String type, IoSocket socket, Object attachment) {
        sockets.add(new Parked(table.nextId(), type, socket, attachment));
        table.opened(loop);
    }

    /** Gives those of {@code type} away, in the order in which they came. */
    List<Parked> take(String type) {
        List<Parked> taken = new ArrayList<>();
        for (Iterator<Parked> all = sockets.iterator(); all.hasNext(); ) {
            Parked each = all.next();
            if (each.type().equals(type)) {
                all.remove();
                taken.add(each);
                table.closed(loop);
            }
        }
        return taken;
    }

    void closeAll() {
        for (Parked each : sockets) {
            each.socket().close();
            table.closed(loop);
        }
        sockets.clear();
    }

    /** Each as a connection that holds NO_TYPE both ways. */
    List<ConnectionStatus> status() {
        return sockets.stream().map(this::status).toList();
    }

    private ConnectionStatus status(Parked each) {
        String local = String.valueOf(each.socket().local());
        String remote = String.valueOf(each.socket().remote());
        String held = Reason.NO_TYPE.name();
        return new ConnectionStatus(
                each.id(), loop.index(), each.type(), "PARKED", local, remote, 0, 0, held, held, 0, 0, "-", "");
    }
}
