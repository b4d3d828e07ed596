package org.tropea.itests.container;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.suspend.Reason;

/**
 * Two connection types in the registry, and one linked pair of them: the source sends as fast as it may, the sink takes a
 * little every millisecond. Everything but the constructor and {@link #run} happens in the router's loop.
 */
final class LinkedPair implements AutoCloseable {
    private static final int CHUNK = 64 << 10;
    private static final long PAUSE_NANOS = 1_000_000;

    /** What came of it: bytes that arrived as sent, whether the source was ever held, how each end closed. */
    record Outcome(int intact, boolean sourceWasHeld, CloseCause sourceClosed, CloseCause sinkClosed) {}

    private final List<ServiceRegistration<?>> types;
    private final int size;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private Connection source;
    private Connection sink;
    private int sent;
    private int intact;
    private boolean sourceWasHeld;
    private CloseCause sourceClosed;

    LinkedPair(BundleContext context, int size) {
        this.size = size;
        this.types = List.of(
                register(context, "test-source", (connection, attachment, router) -> new Source(connection)),
                register(context, "test-sink", (connection, attachment, router) -> new Sink(connection)));
    }

    private static ServiceRegistration<?> register(BundleContext context, String name, ConnectionType type) {
        return context.registerService(ConnectionType.class, type, new Hashtable<>(Map.of(ConnectionType.TYPE, name)));
    }

    /** Links the two in {@code router}'s first loop; completes when the sink's end has closed. */
    CompletableFuture<Outcome> run(RouterScope router) {
        EventLoop loop = router.part(LoopGroup.class).loops().get(0);
        loop.execute(() -> {
            try {
                router.part(Connections.class).link("test-source", null, "test-sink", null, loop);
                send();
            } catch (LocalFault fault) {
                outcome.completeExceptionally(fault);
            }
        });
        return outcome;
    }

    private static byte expected(int position) {
        return (byte) (position * 31 + (position >>> 11));
    }

    private void send() {
        byte[] chunk = new byte[Math.min(CHUNK, size - sent)];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = expected(sent + i);
        }
        sent += chunk.length;
        source.outbuf().append(chunk, 0, chunk.length);
        source.outbufChanged();
        if (sent == size) {
            source.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    private void receive(Buffer from) {
        sourceWasHeld |= source.writing().holds(Reason.LINKED_PEER_FULL);
        byte[] chunk = new byte[CHUNK];
        int count = from.read(chunk, 0, chunk.length);
        for (int i = 0; i < count; i++) {
            if (chunk[i] != expected(intact)) {
                outcome.completeExceptionally(new AssertionError("byte " + intact + " is wrong"));
            }
            intact++;
        }
    }

    @Override
    public void close() {
        types.forEach(ServiceRegistration::unregister);
    }

    private final class Source implements ConnectionHandler {
        Source(Connection connection) {
            source = connection;
        }

        @Override
        public void processInbuf() {}

        @Override
        public void finishedFlushing() {
            if (sent < size) {
                send();
            }
        }

        @Override
        public void reachedEof() {}

        @Override
        public void closed(CloseCause cause) {
            sourceClosed = cause;
        }
    }

    private final class Sink implements ConnectionHandler {
        private boolean waits;

        Sink(Connection connection) {
            sink = connection;
        }

        @Override
        public void processInbuf() {
            if (!waits) {
                waits = true;
                sink.loop().schedule(PAUSE_NANOS, this::take);
            }
        }

        private void take() {
            waits = false;
            receive(sink.inbuf());
            sink.inbufChanged();
            if (sink.inbuf().length() > 0) {
                processInbuf();
            } else if (intact == size) {
                sink.close(CloseCause.FINISHED);
            }
        }

        @Override
        public void reachedEof() {}

        @Override
        public void closed(CloseCause cause) {
            outcome.complete(new Outcome(intact, sourceWasHeld, sourceClosed, cause));
        }
    }
}
