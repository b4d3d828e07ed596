package org.tropea.core.conn;

import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;

/** Closes a connection that flushes and does not get on. Touched only by the connection's loop. */
final class FlushDeadline implements Runnable {
    private final BaseConnection connection;
    private EventLoop.Timer timer;
    private long progressAt;

    FlushDeadline(BaseConnection connection) {
        this.connection = connection;
    }

    void start() {
        progressAt = connection.now();
        timer = connection.loop().schedule(BaseConnection.FLUSH_PATIENCE, this);
    }

    void progress() {
        progressAt = connection.now();
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public void run() {
        long left = progressAt + BaseConnection.FLUSH_PATIENCE - connection.now();
        if (left <= 0) {
            connection.close(CloseCause.IO_ERROR);
        } else {
            timer = connection.loop().schedule(left, this);
        }
    }
}
