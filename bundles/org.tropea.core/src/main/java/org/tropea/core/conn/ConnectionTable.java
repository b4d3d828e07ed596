package org.tropea.core.conn;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tropea.core.slot.Bugs;
import org.tropea.core.slot.KeyedSlot;
import org.tropea.core.slot.Slot;
import org.tropea.core.slot.SlotContext;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.net.option.Options;

/** One router's connections and listeners, over all its loops. Each method says which threads may call it. */
public final class ConnectionTable implements Connections {
    private static final long LISTEN_SECONDS = 10;

    private final RouterScope router;
    private final SlotContext context;
    private final ConnectionSlots slots;
    private final RouterBandwidth limits;
    private final LoopLoads loads;
    private final DescriptorLimit descriptors;
    private final List<LoopConnections> perLoop = new ArrayList<>();
    private final ListenerBook listeners;
    private final AtomicLong ids = new AtomicLong();
    private volatile BindAddresses bindAddresses;

    /** A table over the loops of {@code context}. {@code limits} are the router's; any thread but a loop's. */
    public ConnectionTable(
            RouterScope router, SlotContext context, ConnectionSlots slots, RouterBandwidth limits, LoopLoads loads) {
        this(router, context, slots, limits, loads, DescriptorLimit.ofProcess());
    }

    ConnectionTable(
            RouterScope router,
            SlotContext context,
            ConnectionSlots slots,
            RouterBandwidth limits,
            LoopLoads loads,
            DescriptorLimit descriptors) {
        this.router = router;
        this.context = context;
        this.slots = slots;
        this.limits = limits;
        this.loads = loads;
        this.descriptors = descriptors;
        this.bindAddresses = new BindAddresses(router.options());
        this.listeners = new ListenerBook(this, context.loops().loop(0));
        context.loops().all().forEach(loop -> perLoop.add(new LoopConnections(this, loop)));
        perLoop.forEach(each -> each.loop().execute(each::start));
        listenersLoop().execute(() -> slots.listeners().at(0).listen(listeners::factoryAdopted));
    }

    /** Refuses to start where this process may open fewer files than ConnLimit demands; any thread. */
    public static void requireDescriptors(Options options) throws LocalFault {
        DescriptorLimit.ofProcess().require(options.number("ConnLimit", 1, Integer.MAX_VALUE));
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local) throws LocalFault {
        return listen(type, local, null);
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local, Object attachment) throws LocalFault {
        return inListenersLoop(() -> listeners.listen(type, local, attachment), "listen on " + local);
    }

    /** Returns when the address is free again. */
    @Override
    public void unlisten(String type, SocketAddress bound) {
        answer(listenersLoop(), () -> {
                    listeners.unlisten(type, bound);
                    return null;
                })
                .orTimeout(LISTEN_SECONDS, TimeUnit.SECONDS)
                .exceptionally(stuck -> null)
                .join();
    }

    @Override
    public void unlisten(String type) {
        listenersLoop().execute(() -> listeners.unlisten(type));
    }

    @Override
    public Connection dial(String type, SocketAddress remote, Object attachment, EventLoop loop) throws LocalFault {
        return at(loop).dial(type, remote, attachment);
    }

    @Override
    public Connection link(String type, Object attachment, String peerType, Object peerAttachment, EventLoop loop)
            throws LocalFault {
        return at(loop).link(type, attachment, peerType, peerAttachment);
    }

    @Override
    public Connection link(String type, Object attachment, Function<Connection, ConnectionHandler> far, EventLoop loop)
            throws LocalFault {
        return at(loop).link(type, attachment, far);
    }

    @Override
    public boolean mayWrite(Connection connection, long bytes) {
        return limits.mayWrite(connection.remote(), bytes, connection.loop().now());
    }

    /** Takes over changed rates and bind addresses; any thread. Refuses bad values before it changes anything. */
    public void reload(Options options) {
        bindAddresses = new BindAddresses(options);
        limits.reload(options);
    }

    /** What all connections and listeners look like; any thread. Comes when every loop has answered. */
    public CompletableFuture<List<ConnectionStatus>> status() {
        CompletableFuture<List<ConnectionStatus>> all = answer(listenersLoop(), listeners::status);
        for (LoopConnections each : perLoop) {
            all = all.thenCombine(answer(each.loop(), () -> status(each)), ConnectionTable::joined);
        }
        return all;
    }

    /** TLS on each connection that has it or waits for it; any thread. Comes when every loop has answered. */
    public CompletableFuture<List<TlsSession>> tlsSessions() {
        CompletableFuture<List<TlsSession>> all = CompletableFuture.completedFuture(List.of());
        for (LoopConnections each : perLoop) {
            all = all.thenCombine(answer(each.loop(), each.tls()::sessions), ConnectionTable::joined);
        }
        return all;
    }

    /** As {@link TlsEngines#request}. */
    public void requestTls(Connection connection, boolean client, TlsCredentials credentials, TlsEngines.Asker asker) {
        at(connection.loop()).tls().request(connection, client, credentials, asker);
    }

    private static List<ConnectionStatus> status(LoopConnections part) {
        List<ConnectionStatus> found = new ArrayList<>();
        part.connections().forEach(connection -> found.add(connection.status()));
        found.addAll(part.parked().status());
        return found;
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    /** Holds or lifts OPERATOR on both directions of connection {@code id}; any thread. */
    public void hold(long id, boolean read, boolean write) {
        forEach(connection -> {
            if (connection.id() == id) {
                connection.reading().set(Reason.OPERATOR, read, connection.now());
                connection.writing().set(Reason.OPERATOR, write, connection.now());
            }
        });
    }

    /** Closes connection {@code id} after flushing it, with cause OPERATOR; any thread. */
    public void close(long id) {
        forEach(connection -> {
            if (connection.id() == id) {
                connection.closeAfterFlush(CloseCause.OPERATOR);
            }
        });
    }

    /** Closes all listeners; any thread. */
    public void unlistenAll() {
        listenersLoop().execute(listeners::closeAll);
    }

    /**
     * Closes all listeners and, at once, all connections; comes when their handlers were told. Any thread; the table is of
     * no use then. The loops are asked twice, as one may have sent a connection to another that had closed its own.
     */
    public CompletableFuture<Void> closeAll(CloseCause cause) {
        unlistenAll();
        perLoop.forEach(each -> each.loop().execute(() -> each.closeAll(cause)));
        return allAnswer().thenCompose(none -> allAnswer());
    }

    private CompletableFuture<Void> allAnswer() {
        return CompletableFuture.allOf(
                perLoop.stream().map(each -> answer(each.loop(), () -> null)).toArray(CompletableFuture[]::new));
    }

    /** Bytes read since the start by connections of {@code type}; any thread. */
    public long bytesRead(String type) {
        return perLoop.stream().mapToLong(each -> each.totals(type).read()).sum();
    }

    /** Bytes written since the start by connections of {@code type}; any thread. */
    public long bytesWritten(String type) {
        return perLoop.stream().mapToLong(each -> each.totals(type).written()).sum();
    }

    /** Bytes of memory that the connections of {@code loop} take, in buffers and in handlers; only that loop. */
    public long bytesInUse(EventLoop loop) {
        return perLoop.get(loop.index()).bytesInUse();
    }

    /** The connections of {@code loop} with their directions; only that loop. */
    public List<Watched> watched(EventLoop loop) {
        return perLoop.get(loop.index()).connections().watched();
    }

    /** Why connection or listener {@code id} is paused; any thread. Empty when there is none. */
    public CompletableFuture<List<Why>> why(long id) {
        CompletableFuture<List<Why>> found = answer(listenersLoop(), () -> listeners.why(id));
        for (LoopConnections each : perLoop) {
            found = found.thenCombine(answer(each.loop(), () -> each.why(id)), ConnectionTable::joined);
        }
        return found;
    }

    /** The router's token buckets, as they are now; any thread. */
    public List<BucketStatus> buckets() {
        return limits.status(System.nanoTime());
    }

    /** The most that each connection between relays may move, in bytes per second; 0: no limit. Any thread. */
    public long perConnectionRate() {
        return limits.reading().rates().perConnectionRate();
    }

    /** How many connections over sockets there are; any thread. */
    public int size() {
        return descriptors.open();
    }

    /** How many there may be; any thread. */
    public int most() {
        return descriptors.most();
    }

    private void forEach(Consumer<BaseConnection> action) {
        perLoop.forEach(each -> each.loop().execute(() -> each.connections().forEach(action)));
    }

    /** Runs {@code question} in {@code loop}, after what was posted there before and was settled since. */
    private static <T> CompletableFuture<T> answer(EventLoop loop, Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> loop.execute(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception fault) {
                answer.completeExceptionally(fault);
            }
        }));
        return answer;
    }

    private <T> T inListenersLoop(Callable<T> question, String what) throws LocalFault {
        if (context.loops().inLoop()) {
            throw new Bug("to " + what + " on a loop thread would wait for itself");
        }
        try {
            return answer(listenersLoop(), question).get(LISTEN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof LocalFault fault
                    ? fault
                    : new LocalFault("cannot " + what + ": " + failed.getCause(), failed);
        } catch (TimeoutException stuck) {
            throw new LocalFault("cannot " + what + ": the loop did not answer in " + LISTEN_SECONDS + " s", stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalFault("cannot " + what + ": interrupted", interrupted);
        }
    }

    LoopConnections at(EventLoop loop) {
        if (!loop.inLoop()) {
            throw new Bug("a connection can only be made and served by the loop that owns it");
        }
        return perLoop.get(loop.index());
    }

    List<LoopConnections> perLoop() {
        return perLoop;
    }

    /** One more connection over a socket is open in {@code loop}. */
    void opened(EventLoop loop) {
        loads.add(loop.index(), 1);
        if (descriptors.opened()) {
            listenersLoop().execute(this::lookAtCrowd);
        }
    }

    /** One less is open there. */
    void closed(EventLoop loop) {
        loads.add(loop.index(), -1);
        if (descriptors.closed()) {
            listenersLoop().execute(this::lookAtCrowd);
        }
    }

    /** One of those of {@code from} is on its way to {@code to}. */
    void moved(EventLoop from, EventLoop to) {
        loads.add(from.index(), -1);
        loads.add(to.index(), 1);
    }

    private void lookAtCrowd() {
        listeners.crowded(descriptors.isReached());
    }

    private EventLoop listenersLoop() {
        return context.loops().loop(0);
    }

    SocketAddress bindAddress(String type, SocketAddress remote) {
        return bindAddresses.local(type, remote);
    }

    ListenerBook listeners() {
        return listeners;
    }

    KeyedSlot<ConnectionType> types() {
        return slots.types();
    }

    Slot<BufferLayer> buffers() {
        return slots.buffers();
    }

    Slot<TlsProvider> tls() {
        return slots.tls();
    }

    Slot<KernelInfo> kernelInfo() {
        return slots.kernelInfo();
    }

    LoopLoads loads() {
        return loads;
    }

    RouterBandwidth limits() {
        return limits;
    }

    DescriptorLimit descriptors() {
        return descriptors;
    }

    RouterScope router() {
        return router;
    }

    Bugs bugs() {
        return context.bugs();
    }

    long nextId() {
        return ids.incrementAndGet();
    }
}
