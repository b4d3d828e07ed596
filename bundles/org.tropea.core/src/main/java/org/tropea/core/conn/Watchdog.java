package org.tropea.core.conn;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/** Reports, once, each suspension held for longer than its reason allows. Touched only by one loop. */
final class Watchdog implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(30);

    private final LoopConnections owner;

    Watchdog(LoopConnections owner) {
        this.owner = owner;
    }

    void start() {
        owner.loop().schedule(INTERVAL, this);
    }

    @Override
    public void run() {
        owner.connections().forEach(this::look);
        start();
    }

    private void look(BaseConnection connection) {
        look(connection, connection.reading(), "reading");
        look(connection, connection.writing(), "writing");
    }

    private void look(BaseConnection connection, Suspension direction, String name) {
        Reason reason = Ages.overdue(direction, owner.loop().now(), INTERVAL);
        if (reason != null) {
            LOG.warn(
                    "{}: {} holds {} for more than {} s; it waits until {}",
                    connection,
                    name,
                    reason,
                    reason.maximumSeconds(),
                    reason.liftedBy());
        }
    }
}
