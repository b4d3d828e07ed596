package org.tropea.core.conn;

import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.CloseCause;

/** The connections of a type whose bundle stops: they have SwapDrainTime to end by themselves. Touched by one loop. */
final class Drain implements Runnable {
    private final ConnectionList connections;
    private final String type;
    private final ConnectionType gone;
    private final Runnable done;
    private boolean over;

    Drain(ConnectionList connections, String type, ConnectionType gone, Runnable done) {
        this.connections = connections;
        this.type = type;
        this.gone = gone;
        this.done = done;
    }

    /** The time is over: closes what is left. */
    @Override
    public void run() {
        connections.forEach(connection -> {
            if (!over && concerns(connection)) {
                connection.close(CloseCause.PROVIDER_GONE);
            }
        });
    }

    /** Confirms and returns true when nothing is left. */
    boolean isOver() {
        if (connections.any(this::concerns)) {
            return false;
        }
        over = true;
        done.run();
        return true;
    }

    private boolean concerns(BaseConnection connection) {
        return connection.maker() == gone && connection.type().equals(type);
    }
}
