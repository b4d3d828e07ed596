package org.tropea.core.edge;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.CellPool;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.ChannelTable;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuit.Circuit;
import org.tropea.core.circuit.CircuitTable;
import org.tropea.core.circuitmux.ActivityClock;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.scheduler.SchedulerFrame;
import org.tropea.core.slot.Bugs;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.BareConnection;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.TestScope;

/** Edges under real circuits, between a fake backend and fake edge types, on a hand-cranked loop. */
final class EdgeRig {
    final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    final HandCrankedLoop loop = group.loop(0);
    final TestScope scope = TestScope.of();
    final TestEdge edge = new TestEdge();
    final Bugs bugs = new Bugs();
    /** The congestion policies that failed. */
    final List<Object> failedPolicies = new ArrayList<>();

    final CongestionPolicy congestion = new SpecWindows();
    final Edges edges = new Edges(loop, scope, bugs, (policy, why) -> failedPolicies.add(policy));
    final CellPool pool = new CellPool(10_000);
    final CircuitTable circuits;
    /** A relay before us. */
    final FakeBackend link;

    final CircuitClient client;
    final SchedulerFrame scheduler = new SchedulerFrame(loop, (factory, cause) -> {});
    final ChannelTable channels;
    private final FakeBackend.Factory backends = new FakeBackend.Factory();

    EdgeRig() {
        this(List.of("BEGIN", "BEGIN_DIR", "RESOLVE"));
    }

    /** With the edge type for {@code commands}. */
    EdgeRig(List<String> commands) {
        commands.forEach(command -> edges.types().adopted(command, edge));
        edges.adopted(congestion);
        CellAccount account = new CellAccount(pool, new ActivityClock(30_000_000_000L, loop.now()));
        channels = new ChannelTable(loop, scope, account, scheduler, (factory, cause) -> {});
        channels.backend(backends);
        channels.circuitMuxPolicy(new FifoMux());
        scheduler.policy(options -> new FlushAll(), null);
        circuits = new CircuitTable(loop, group, keys(), scope.options(), account, channels, edges, bugs);
        link = incoming(new PeerIdentity(new byte[20], new byte[32]));
        client = new CircuitClient(group, link, 1);
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

    private static RouterKeys keys() {
        return (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(),
                new Class<?>[] {RouterKeys.class},
                (proxy, method, arguments) -> method.getName().equals("rsaId") ? new byte[20] : null);
    }

    /** A channel that {@code peer} started, open. */
    FakeBackend incoming(PeerIdentity peer) {
        channels.incoming(null);
        FakeBackend backend = backends.last();
        backend.channel.opened(peer, 5);
        return backend;
    }

    /** The first circuit. */
    Circuit circuit() {
        return circuits.circuit(1);
    }

    /** A stream of the first circuit, connected, with a connection attached. */
    TestEdge.Handler open(int stream, BareConnection connection) {
        TestEdge.Handler handler = begin(stream);
        handler.stream.attach(connection);
        handler.stream.connected(new byte[0]);
        client.received();
        return handler;
    }

    TestEdge.Handler open(int stream) {
        return open(stream, new BareConnection(loop));
    }

    TestEdge.Handler begin(int stream) {
        client.send(RelayCommand.BEGIN, stream, text("a:1"));
        return edge.last();
    }

    static byte[] text(String text) {
        return text.getBytes();
    }

    static byte[] filled(int value) {
        byte[] data = new byte[RelayCell.DATA_MAX];
        Arrays.fill(data, (byte) value);
        return data;
    }

    /** The client sends {@code count} full DATA cells. */
    void data(int stream, int count) {
        byte[] body = filled(1);
        for (int i = 0; i < count; i++) {
            client.send(RelayCommand.DATA, stream, body);
        }
    }

    /** What fills {@code cells} DATA cells. */
    Buffer source(int cells) {
        Buffer source = new HeapBufferLayer().pool(loop::now).buffer();
        source.append(new byte[cells * RelayCell.DATA_MAX], 0, cells * RelayCell.DATA_MAX);
        return source;
    }

    /** Lets {@code handler} package {@code cells} cells, as far as it may. */
    void pour(TestEdge.Handler handler, int cells) {
        handler.source = source(cells);
        handler.stream.packageFrom(handler.source);
    }

    /** Lets the link take {@code cells} cells more. */
    void room(int cells) {
        link.room = cells;
        link.channel.writable();
    }
}
