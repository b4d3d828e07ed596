package org.tropea.core.pipeline;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.edge.SpecWindows;
import org.tropea.core.edge.TestEdge;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopFactory;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;
import org.tropea.testkit.TestScope;

/** A whiteboard with fake services, and what a router's pipeline needs besides, on a hand-cranked loop. */
final class PipelineRig implements LoopFactory {
    static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 9001);

    final HandCrankedLoopGroup group;
    final HandCrankedLoop loop;
    final TestScope scope;
    final Whiteboard whiteboard;
    final FakeBackend.Factory backends = new FakeBackend.Factory();
    final TestEdge edge = new TestEdge();
    final CongestionPolicy windows = new SpecWindows();
    private final Set<FakeBackend> gone = new HashSet<>();
    int opened;
    int closed;

    PipelineRig(String... options) {
        this(new Whiteboard(), options);
    }

    /** The loops belong to the thread that makes this. */
    PipelineRig(Whiteboard whiteboard, String... options) {
        this.whiteboard = whiteboard;
        HandCrankedLoopFactory factory = new HandCrankedLoopFactory(new ManualClock(), new MemoryNetwork());
        group = (HandCrankedLoopGroup) factory.open("test", Integer.getInteger("tropea.loops", 1), 1);
        loop = group.loop(0);
        scope = TestScope.of(options);
    }

    @Override
    public String name() {
        return "rig";
    }

    @Override
    public LoopGroup open(String router, int loops, int workers) {
        opened++;
        return new Counted();
    }

    /** The group, counting how often it is closed. */
    private final class Counted implements LoopGroup {
        @Override
        public List<EventLoop> loops() {
            return group.loops();
        }

        @Override
        public <T> boolean work(EventLoop at, Callable<T> work, BiConsumer<T, Throwable> done) {
            return group.work(at, work, done);
        }

        @Override
        public int workLimit() {
            return group.workLimit();
        }

        @Override
        public void close() {
            closed++;
            group.close();
        }
    }

    /** Opens with listeners and keys there, and nothing else. */
    RouterPipeline openBare() {
        scope.add(RouterKeys.class, keys());
        whiteboard.listeners().bind(new FakeListeners(), Map.of());
        return open();
    }

    /** Opens with all that a circuit needs. */
    RouterPipeline openWhole() {
        whiteboard.backends().bind(backends, Map.of(ChannelBackendFactory.NAME, "fake"));
        whiteboard.muxPolicies().bind(new FifoMux(), Map.of(CircuitMuxPolicyFactory.NAME, "fifo"));
        whiteboard.schedulers().bind(options -> new FlushAll(), Map.of(SchedulerPolicyFactory.NAME, "Vanilla"));
        whiteboard.congestion().bind(windows, Map.of(CongestionPolicy.NAME, "fixed"));
        whiteboard.edgeTypes().bind(edge, Map.of(EdgeType.COMMANDS, "BEGIN"));
        return openBare();
    }

    RouterPipeline open() {
        RouterPipeline pipeline = group.fromOutside(() -> RouterPipeline.open(scope, this, whiteboard, 50));
        group.crank();
        return pipeline;
    }

    /** Calls {@code action} on a thread that is no loop, cranking until it returns. */
    void outside(Runnable action) {
        group.fromOutside(() -> {
            action.run();
            return null;
        });
        group.crank();
    }

    /** Takes {@code service} away, as the framework does, while time passes. */
    <T> void unbind(Candidates<T> candidates, T service) {
        Thread unbinding = new Thread(() -> candidates.unbind(service), "unbinding");
        unbinding.setDaemon(true);
        unbinding.start();
        long end = System.nanoTime() + 10_000_000_000L;
        while (unbinding.isAlive() && System.nanoTime() < end) {
            group.advance(1_000_000);
            backends.made.forEach(this::confirmClose);
            Thread.onSpinWait();
        }
        if (unbinding.isAlive()) {
            throw new AssertionError("an unbind did not return in 10 s");
        }
        group.crank();
    }

    /** A backend that was told to close is gone at once. */
    private void confirmClose(FakeBackend backend) {
        if (backend.closedWith != null && gone.add(backend)) {
            backend.channel.closed(backend.closedWith);
        }
    }

    Connections connections() {
        return scope.part(Connections.class);
    }

    SocketAddress listen(String type) {
        return group.fromOutside(() -> connections().listen(type, HERE));
    }

    /** A channel that a peer started; null when it is refused for want of a backend. */
    FakeBackend incoming() {
        int before = backends.made.size();
        FakeLink link = new FakeLink(loop);
        scope.part(Channels.class).incoming(link);
        if (backends.made.size() == before) {
            return null;
        }
        FakeBackend backend = backends.last();
        backend.channel.opened(new PeerIdentity(new byte[20], new byte[32]), 5);
        return backend;
    }

    static RouterKeys keys() {
        return (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(),
                new Class<?>[] {RouterKeys.class},
                (proxy, method, arguments) -> method.getName().equals("rsaId") ? new byte[20] : null);
    }

    /** At the turn's end everything goes. */
    static final class FlushAll extends SchedulerPolicy {
        @Override
        public long pending(SchedulableChannel channel, long now) {
            return 0;
        }

        @Override
        public long run(SchedulableChannel[] all, int count, long now) {
            for (int i = 0; i < count; i++) {
                all[i].flush(Integer.MAX_VALUE);
            }
            return NEVER;
        }
    }

    /** A link that knows its loop, and whether it was closed. */
    static final class FakeLink extends CellLink {
        private final EventLoop loop;
        CloseCause closedWith;

        FakeLink(EventLoop loop) {
            this.loop = loop;
        }

        @Override
        public EventLoop loop() {
            return loop;
        }

        @Override
        public void events(CellLinkEvents events) {}

        @Override
        public void write(byte[] cell) {}

        @Override
        public byte[] writeVariable(int command, byte[] payload) {
            return payload;
        }

        @Override
        public int room() {
            return 0;
        }

        @Override
        public void flush() {}

        @Override
        public void close(CloseCause cause) {
            closedWith = cause;
        }

        @Override
        public int bytesQueued() {
            return 0;
        }

        @Override
        public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
            return new byte[length];
        }

        @Override
        public byte[] serverCertificate() {
            return new byte[0];
        }

        @Override
        public SocketAddress remote() {
            return HERE;
        }

        @Override
        public SocketAddress local() {
            return HERE;
        }

        @Override
        public String describe() {
            return "fake";
        }
    }
}
