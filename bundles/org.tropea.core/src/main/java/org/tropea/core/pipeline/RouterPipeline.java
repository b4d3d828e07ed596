package org.tropea.core.pipeline;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.core.channel.ChannelStatus;
import org.tropea.core.channel.RouterProbes;
import org.tropea.core.circuit.CircuitStatus;
import org.tropea.core.circuit.FarStatus;
import org.tropea.core.conn.ConnectionTable;
import org.tropea.core.conn.RouterBandwidth;
import org.tropea.core.conn.Watchdog;
import org.tropea.core.conn.Watched;
import org.tropea.core.conn.Why;
import org.tropea.core.edge.StreamStatus;
import org.tropea.core.origin.RouterOrigins;
import org.tropea.core.scheduler.ScheduledStatus;
import org.tropea.core.slot.Bugs;
import org.tropea.core.slot.RouterLoops;
import org.tropea.core.slot.Slot;
import org.tropea.core.slot.SlotContext;
import org.tropea.core.slot.SwapLog;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.channel.Probes;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.origin.OriginCircuits;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineStatus;
import org.tropea.flow.pipeline.PipelineTotals;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.net.directory.Directory;
import org.tropea.net.option.Options;

/**
 * The data plane of one router: its loops, connections, and a {@link LoopPipeline} in each loop. RUNNING from
 * {@link #open} to {@link #close}. Any thread but a loop's.
 */
public final class RouterPipeline implements Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(RouterPipeline.class);
    private static final int SWAPS_KEPT = 4096;
    private static final long ANSWER_SECONDS = 10;

    private final LoopsLost lost;
    private final LoopGroup loops;
    private final RouterLoops routerLoops;
    private final Whiteboard whiteboard;
    private final RouterSlots slots;
    private final ConnectionTable connections;
    private final List<LoopPipeline> parts = new ArrayList<>();
    private final SwapLog swaps;
    private final PolicyWatchdog watchdog;
    private final NetworkParams network;
    private volatile Runnable whenClosed = () -> {};

    /** One close at a time, so that the second returns when the first is done. */
    private final Object closing = new Object();

    private boolean closed;

    private RouterPipeline(RouterScope router, LoopFactory maker, LoopGroup loops, Whiteboard whiteboard)
            throws LocalFault {
        this.lost = new LoopsLost(router.name(), maker);
        this.loops = loops;
        this.whiteboard = whiteboard;
        this.routerLoops = new RouterLoops(loops.loops());
        Bugs bugs = new Bugs();
        this.swaps = new SwapLog(router.name(), SWAPS_KEPT, InstantSource.system());
        SlotContext context =
                new SlotContext(routerLoops, swaps, bugs, () -> router.options().intervalNanos("SwapDrainTime"));
        this.slots = RouterSlots.of(context);
        slots.configure(router.options());
        EventLoop first = loops.loops().get(0);
        RouterBandwidth limits =
                new RouterBandwidth(router.options(), loops.loops().size(), Asking.ask(first, first::now));
        BetweenLoops between = BetweenLoops.of(loops.loops(), bugs);
        this.connections = new ConnectionTable(router, context, slots.connections(), limits, between.loads());
        router.add(LoopGroup.class, loops);
        router.add(Connections.class, connections);
        router.add(TlsEngines.class, connections::requestTls);
        router.add(Channels.class, new RouterChannels(loop -> part(loop).channels(), slots.backends()));
        router.add(
                OriginCircuits.class,
                new RouterOrigins(index -> parts.get(index).origins(), between.peers(), System::nanoTime));
        RouterProbes probes = new RouterProbes(index -> parts.get(index).channels(), between.loads());
        router.add(Probes.class, probes);
        for (EventLoop loop : loops.loops()) {
            LoopPipeline part = Asking.ask(loop, () -> part(loop, router, bugs, between));
            part.channels().watch(probes);
            parts.add(part);
        }
        watchdog = new PolicyWatchdog(
                router.name(),
                routerLoops,
                parts.stream().map(LoopPipeline::schedulerCalls).toList(),
                parts.stream().map(LoopPipeline::muxCalls).toList(),
                LOG::error);
        network = new NetworkParams(router.find(Directory.class), params -> everywhere(part -> part.network(params)));
    }

    private RouterPipeline start(RouterScope router) {
        try {
            watchdog.start();
            slots.join(whiteboard, router::options);
            return this;
        } catch (RuntimeException | LinkageError bug) {
            close();
            throw bug;
        }
    }

    /** Starts loops by {@code factory} and all that runs in them; a fault leaves nothing running. */
    static RouterPipeline open(RouterScope router, LoopFactory factory, Whiteboard whiteboard) throws LocalFault {
        return open(router, factory, whiteboard, ANSWER_SECONDS * 1000);
    }

    /** The same, waiting {@code millis} for a bundle that brings listeners. */
    static RouterPipeline open(RouterScope router, LoopFactory factory, Whiteboard whiteboard, long millis)
            throws LocalFault {
        ConnectionTable.requireDescriptors(router.options());
        requireListeners(whiteboard, millis);
        LoopGroup loops = factory.open(router.name(), LoopCount.of(router.options()), workers(router.options()));
        int count = loops.loops().size();
        LOG.info("Router {}: event loops are {}, {} of them", router.name(), factory.name(), count);
        try {
            return new RouterPipeline(router, factory, loops, whiteboard).start(router);
        } catch (LocalFault | RuntimeException | LinkageError fault) {
            loops.close();
            throw fault;
        }
    }

    /** Everything else may come later and work waits for it, but a port must be bound when it is asked for. */
    private static void requireListeners(Whiteboard whiteboard, long millis) throws LocalFault {
        try {
            if (!whiteboard.listeners().await(millis)) {
                throw new LocalFault("no bundle brings listeners; org.tropea.conn.listener does");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFault("stopped while waiting for a bundle that brings listeners", stopped);
        }
    }

    /** NumCPUs, or one worker for each processor. */
    private static int workers(Options options) {
        int asked = options.number("NumCPUs", 0, 128);
        return asked > 0 ? asked : Runtime.getRuntime().availableProcessors();
    }

    private LoopPipeline part(EventLoop loop, RouterScope router, Bugs bugs, BetweenLoops between) {
        LoopPipeline part = new LoopPipeline(loop, router, slots, loops, bugs, between);
        part.bytesElsewhere(() -> connections.bytesInUse(loop));
        new Watchdog(loop, () -> watched(loop, part)).start();
        return part;
    }

    private List<Watched> watched(EventLoop loop, LoopPipeline part) {
        List<Watched> all = new ArrayList<>(connections.watched(loop));
        all.addAll(part.watched());
        return all;
    }

    private LoopPipeline part(EventLoop loop) {
        return parts.get(loop.index());
    }

    @Override
    public void reload(Options options) {
        slots.configure(options);
        connections.reload(options);
        everywhere(part -> part.reload(options));
    }

    @Override
    public void hibernate() {
        everywhere(LoopPipeline::hibernate);
    }

    private void everywhere(Consumer<LoopPipeline> action) {
        for (int i = 0; i < parts.size(); i++) {
            LoopPipeline part = parts.get(i);
            loops.loops().get(i).execute(() -> action.accept(part));
        }
    }

    @Override
    public int circuits() {
        return (int) sum(part -> part.circuits().size() + part.origins().size());
    }

    @Override
    public PipelineStatus status() {
        return new PipelineStatus(
                circuits(),
                (int) sum(part -> part.edges().size()),
                (int) sum(part -> part.channels().size()),
                connections.size(),
                slots.scheduler().label(),
                slots.mux().label());
    }

    @Override
    public PipelineTotals totals() {
        return new PipelineTotals(
                connections.bytesRead("or"),
                connections.bytesWritten("or"),
                sum(part -> part.circuits().totals().relayed()),
                sum(part -> part.circuits().totals().delivered()),
                sum(part -> part.circuits().totals().originated()),
                sum(part -> part.circuits().totals().built()),
                sum(part -> part.circuits().totals().closed()),
                sum(part -> part.circuits().totals().dropped()
                        + part.channels().drops().total()));
    }

    /** Numbers that each loop keeps for itself; read without waiting for the loops, so they may lag a moment behind. */
    private long sum(ToLongFunction<LoopPipeline> number) {
        return parts.stream().mapToLong(number).sum();
    }

    void whenClosed(Runnable told) {
        whenClosed = told;
    }

    /** Its connections and listeners. */
    public ConnectionTable connections() {
        return connections;
    }

    /** Its channels, as they look now. */
    public List<ChannelStatus> channelStatus() throws LocalFault {
        return snapshot(part -> part.channels().status());
    }

    /** Its circuits, as they look now. */
    public List<CircuitStatus> circuitStatus() throws LocalFault {
        List<CircuitStatus> circuits = snapshot(LoopPipeline::circuitStatus);
        if (parts.size() == 1) {
            return circuits;
        }
        Map<Long, FarStatus> onwards = new HashMap<>();
        snapshot(part -> part.circuits().farStatus()).forEach(onward -> onwards.put(onward.number(), onward));
        return circuits.stream()
                .map(circuit -> circuit.with(onwards.get(circuit.number())))
                .toList();
    }

    /** Why channel {@code id} does not send, one line for each reason; empty when there is none. */
    public List<Why> channelWhy(long id) throws LocalFault {
        return snapshot(part -> part.channels().why(id));
    }

    /** Why the streams and channels of circuit {@code number} do not flow, in the same way. */
    public List<Why> circuitWhy(long number) throws LocalFault {
        return snapshot(part -> part.circuitWhy(number));
    }

    /** The streams of circuit {@code number} that end here; null when there is no such circuit. */
    public List<StreamStatus> streamStatus(long number) throws LocalFault {
        for (int i = 0; i < parts.size(); i++) {
            LoopPipeline part = parts.get(i);
            List<StreamStatus> streams = Asking.ask(loops.loops().get(i), () -> part.streams(number));
            if (streams != null) {
                return streams;
            }
        }
        return null;
    }

    /** Closes circuit {@code number} with cause OPERATOR; returns whether it was there. */
    public boolean closeCircuit(long number) throws LocalFault {
        return anywhere(part -> part.closeCircuit(number));
    }

    /** Closes channel {@code id}, and with it its circuits, with cause OPERATOR; returns whether it was there. */
    public boolean closeChannel(long id) throws LocalFault {
        return anywhere(part -> part.channels().close(id, CloseCause.OPERATOR));
    }

    private boolean anywhere(Predicate<LoopPipeline> action) throws LocalFault {
        boolean done = false;
        for (int i = 0; i < parts.size() && !done; i++) {
            LoopPipeline part = parts.get(i);
            done = Asking.ask(loops.loops().get(i), () -> action.test(part));
        }
        return done;
    }

    private <T> List<T> snapshot(Function<LoopPipeline, List<T>> status) throws LocalFault {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            LoopPipeline part = parts.get(i);
            all.addAll(Asking.ask(loops.loops().get(i), () -> status.apply(part)));
        }
        return all;
    }

    /** Its channels as their schedulers see them, now. */
    public List<ScheduledStatus> scheduledStatus() throws LocalFault {
        return snapshot(part -> part.scheduler().status());
    }

    /** For how long cells waited while none was written, by loop; forgets it then if {@code reset}. */
    public List<Gaps> gaps(boolean reset) throws LocalFault {
        return snapshot(part -> List.of(Gaps.of(part.gaps(), reset)));
    }

    /** Its choice of a scheduler. */
    public Slot<SchedulerPolicyFactory> schedulers() {
        return slots.scheduler();
    }

    /** Its choice of a circuitmux policy. */
    public Slot<CircuitMuxPolicyFactory> muxPolicies() {
        return slots.mux();
    }

    /** Its choice of a TLS provider. */
    public Slot<TlsProvider> tlsProviders() {
        return slots.connections().tls();
    }

    /** Its choice of a buffer layer. */
    public Slot<BufferLayer> bufferLayers() {
        return slots.connections().buffers();
    }

    /** All its choices. */
    public List<Slot<?>> slots() {
        return slots.all();
    }

    /** The last changes of its choices. */
    public SwapLog swaps() {
        return swaps;
    }

    @Override
    public void whenLoopsGo(Runnable told) {
        lost.tell(told);
    }

    /** The bundle of {@code factory} stops; if it brought the loops, the router ends. */
    void loopsGo(LoopFactory factory) {
        lost.goes(factory, this::close);
    }

    @Override
    public void close() {
        synchronized (closing) {
            if (!closed) {
                closed = true;
                whenClosed.run();
                closeAll();
            }
        }
    }

    /** The slots leave last: until then who withdraws a service waits for the loops, which may call it still. */
    private void closeAll() {
        watchdog.stop();
        network.stop();
        everywhere(LoopPipeline::close);
        try {
            connections.closeAll(CloseCause.SHUTDOWN).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            LOG.warn("A loop did not close its connections: {}", stuck.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        loops.close();
        routerLoops.stopped();
        slots.leave(whiteboard);
    }
}
