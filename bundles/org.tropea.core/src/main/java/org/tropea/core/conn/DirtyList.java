package org.tropea.core.conn;

import java.util.Arrays;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;

/**
 * The connections of one loop that something happened to in this turn; each is settled once at the turn's end. Marking
 * allocates nothing. Touched only by that loop.
 */
final class DirtyList implements Runnable {
    private final EventLoop loop;
    private ConnectionParts[] marked = new ConnectionParts[64];
    private ConnectionParts[] settling = new ConnectionParts[64];
    private int size;

    DirtyList(EventLoop loop) {
        this.loop = loop;
    }

    void mark(ConnectionParts connection) {
        if (connection.marked) {
            return;
        }
        connection.marked = true;
        if (size == 0) {
            loop.atTurnEnd(this);
        }
        if (size == marked.length) {
            marked = Arrays.copyOf(marked, size * 2);
        }
        marked[size++] = connection;
    }

    @Override
    public void run() {
        ConnectionParts[] now = marked;
        int count = size;
        marked = settling;
        settling = now;
        size = 0;
        for (int i = 0; i < count; i++) {
            ConnectionParts next = now[i];
            now[i] = null;
            settle(next);
        }
    }

    /** One connection's bug leaves the others their turn. */
    private static void settle(ConnectionParts connection) {
        try {
            connection.settle();
        } catch (RuntimeException | Error bug) {
            connection.marked = false;
            connection.owner.bugs().report("settling of " + connection, bug);
            connection.close(CloseCause.BUG);
        }
    }
}
