package org.tropea.conn.or;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.tls.TlsEngine;

/**
 * Runs one connection's slow TLS computations on the router's workers, one at a time; nobody touches the engine while
 * one runs. Belongs to the connection's loop.
 */
final class TlsTasks {
    private final TlsEngine engine;
    private final RouterScope router;
    private final EventLoop loop;
    private final Consumer<Throwable> after;
    private boolean running;

    /** {@code after} is called in {@code loop} after each task, with what it threw or null. */
    TlsTasks(TlsEngine engine, RouterScope router, EventLoop loop, Consumer<Throwable> after) {
        this.engine = engine;
        this.router = router;
        this.loop = loop;
        this.after = after;
    }

    boolean running() {
        return running;
    }

    /** Starts the task that the engine wants; a fault when too much work waits already. */
    void start() throws PeerFault {
        Runnable task = engine.task();
        Callable<Void> work = () -> {
            task.run();
            return null;
        };
        running = router.part(LoopGroup.class).work(loop, work, this::done);
        if (!running) {
            throw new PeerFault(CloseCause.RESOURCE_LIMIT, "too many TLS handshakes at once");
        }
    }

    private void done(Void nothing, Throwable broken) {
        running = false;
        after.accept(broken);
    }
}
