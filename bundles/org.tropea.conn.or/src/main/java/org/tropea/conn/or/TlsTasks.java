package org.tropea.conn.or;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.tls.TlsEngine;

/**
 * Runs one connection's slow TLS computations on the router's workers, one at a time; nobody touches the engine while
 * one runs. Belongs to the connection's loop.
 */
final class TlsTasks {
    private final TlsEngine engine;
    private final RouterScope router;
    private final Connection connection;
    private final Consumer<Throwable> after;
    private boolean running;

    /** {@code after} is called in the loop of {@code connection} after each task, with what it threw or null. */
    TlsTasks(TlsEngine engine, RouterScope router, Connection connection, Consumer<Throwable> after) {
        this.engine = engine;
        this.router = router;
        this.connection = connection;
        this.after = after;
    }

    boolean running() {
        return running;
    }

    /** Starts the task that the engine wants, and reads nothing meanwhile; a fault when too much work waits already. */
    void start() throws PeerFault {
        Runnable task = engine.task();
        Callable<Void> work = () -> {
            task.run();
            return null;
        };
        EventLoop loop = connection.loop();
        running = router.part(LoopGroup.class).work(loop, work, this::done);
        connection.reading().set(Reason.TLS_TASK, running, loop.now());
        if (!running) {
            throw new PeerFault(CloseCause.RESOURCE_LIMIT, "too many TLS handshakes at once");
        }
    }

    private void done(Void nothing, Throwable broken) {
        running = false;
        connection.reading().lift(Reason.TLS_TASK);
        after.accept(broken);
    }
}
