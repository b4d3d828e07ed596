package org.tropea.directory.fetch;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;

/**
 * Asks over a router's connections: by BEGIN_DIR over a one-hop circuit, as C tor's clients do, or where {@code plain}
 * is set and the mirror has a DirPort over TCP, as its relays do.
 */
public final class RouterFetcher implements Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(RouterFetcher.class);
    /** So long an answer may take to begin; from then on it may take its time, as long as it gets on. */
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(60);

    private final RouterScope router;
    private final boolean plain;
    private final Executor conductor;
    private final Tunnels tunnels;
    private final EventLoop loop;

    /** Asks for {@code router}; answers go to {@code conductor}. */
    public RouterFetcher(RouterScope router, boolean plain, Executor conductor) {
        this.router = router;
        this.plain = plain;
        this.conductor = conductor;
        this.loop = router.part(LoopGroup.class).loops().get(0);
        this.tunnels = new Tunnels(router, loop);
    }

    @Override
    public void get(Mirror mirror, String path, Map<String, String> headers, int max, Consumer<DirResponse> done) {
        DirRequest request = DirRequest.get(path, headers, max, TIMEOUT, response -> onConductor(done, response));
        try {
            loop.execute(() -> send(mirror, request));
        } catch (RejectedExecutionException stopped) {
            onConductor(done, new DirResponse(0, "the router has stopped", new byte[0]));
        }
    }

    private void onConductor(Consumer<DirResponse> done, DirResponse response) {
        try {
            conductor.execute(() -> take(done, response));
        } catch (RejectedExecutionException ended) {
            // The role has ended: nobody waits for the answer.
        }
    }

    /** A bug in who takes one answer is told; it is not to end the conductor without a word. */
    private void take(Consumer<DirResponse> done, DirResponse response) {
        try {
            done.accept(response);
        } catch (RuntimeException bug) {
            LOG.error("An answer of a directory mirror of router {} could not be taken", router.name(), bug);
        }
    }

    private void send(Mirror mirror, DirRequest request) {
        if (mirror.orAddresses().isEmpty() || plain && mirror.dirAddress() != null) {
            dial(mirror, request);
        } else {
            tunnels.send(mirror, request);
        }
    }

    private void dial(Mirror mirror, DirRequest request) {
        try {
            if (mirror.dirAddress() == null) {
                throw new LocalFault(mirror.name() + " has neither an ORPort nor a DirPort that is known");
            }
            router.part(Connections.class).dial("dir", mirror.dirAddress(), request, loop);
        } catch (LocalFault fault) {
            request.done().accept(new DirResponse(0, fault.getMessage(), new byte[0]));
        }
    }

    /** Closes the circuits that it holds; any thread. */
    public void close() {
        try {
            loop.execute(tunnels::close);
        } catch (RejectedExecutionException stopped) {
            // Its circuits ended with the router.
        }
    }
}
