package org.tropea.core.origin;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.CellPool;
import org.tropea.core.channel.ChannelTable;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.channel.LoopBalance;
import org.tropea.core.channel.RouterPeers;
import org.tropea.core.circuit.CircuitTable;
import org.tropea.core.circuitmux.ActivityClock;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.conn.LoopLoads;
import org.tropea.core.edge.Edges;
import org.tropea.core.edge.SpecWindows;
import org.tropea.core.scheduler.SchedulerFrame;
import org.tropea.core.slot.Bugs;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.Hop;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.TestScope;

/** Circuits that begin here, over a fake channel to played relays, on a hand-cranked loop. */
final class OriginRig implements CircuitEvents {
    static final int RELAYS = 11;

    final HandCrankedLoopGroup group;
    final HandCrankedLoop loop;
    final TestScope scope = TestScope.of();
    final Bugs bugs = new Bugs();
    final CellPool pool = new CellPool(10_000);
    final FakeBackend.Factory backends = new FakeBackend.Factory();
    final Edges edges;
    final ChannelTable channels;
    final CircuitTable circuits;
    final OriginTable table;
    final RouterOrigins origins;
    /** The relays' onion keys. */
    final List<Curve25519KeyPair> keys = new ArrayList<>();
    /** What the circuits told. */
    final List<String> told = new ArrayList<>();
    /** What is done when a circuit tells something. */
    Runnable atEvent = () -> {};

    OriginRig() {
        this(new HandCrankedLoopGroup(), 0, new LoopLoads(1), null);
    }

    /** In loop {@code index} of a router whose loops share {@code peers}; null with one loop. */
    OriginRig(HandCrankedLoopGroup loops, int index, LoopLoads loads, RouterPeers peers) {
        group = loops;
        loop = loops.loop(index);
        edges = new Edges(loop, scope, bugs, (policy, why) -> {});
        edges.adopted(new SpecWindows());
        SchedulerFrame scheduler = new SchedulerFrame(loop, (factory, cause) -> {});
        CellAccount account = new CellAccount(pool, new ActivityClock(30_000_000_000L, loop.now()));
        channels = new ChannelTable(loop, scope, account, scheduler, (factory, cause) -> {});
        if (peers != null) {
            channels.share(peers, loads, new LoopBalance(loops.loops().size()));
        }
        channels.backend(backends);
        channels.circuitMuxPolicy(new FifoMux());
        scheduler.policy(options -> new FlushAll(), null);
        circuits = new CircuitTable(loop, group, ownKeys(), scope.options(), account, channels, edges, bugs);
        table = new OriginTable(circuits, edges, group, scope, bugs);
        origins = new RouterOrigins(any -> table, peers == null ? new RouterPeers(loads) : peers, loop::now);
        for (int i = 0; i < RELAYS; i++) {
            keys.add(Curve25519KeyPair.generate());
        }
    }

    /** At the turn's end everything goes. */
    private static final class FlushAll extends SchedulerPolicy {
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

    private static RouterKeys ownKeys() {
        return (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(),
                new Class<?>[] {RouterKeys.class},
                (proxy, method, arguments) -> method.getName().equals("rsaId") ? new byte[20] : null);
    }

    /** Who relay {@code number}, from 0, is. */
    static PeerIdentity relay(int number) {
        return new PeerIdentity(filled(20, number + 1), filled(32, number + 1));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Relay {@code number} as a hop. */
    Hop hop(int number) {
        return new Hop(target(number), keys.get(number).publicKey());
    }

    /** The same, to be asked by CREATE_FAST. */
    static Hop fast(int number) {
        return new Hop(target(number), null);
    }

    private static ChannelTarget target(int number) {
        return new ChannelTarget(relay(number), List.of(new InetSocketAddress("127.0.0." + (number + 1), 9001)));
    }

    /** Launches a circuit to the relays from 0 on. */
    OriginCircuit launch(int hops) {
        List<Hop> path = new ArrayList<>();
        for (int i = 0; i < hops; i++) {
            path.add(hop(i));
        }
        return launch(path);
    }

    OriginCircuit launch(List<Hop> path) {
        OriginCircuit circuit = origins.launch(path, this, null);
        group.crank();
        return circuit;
    }

    /** The relays' side of the circuit launched last, once the channel to relay 0 is open. */
    FarRelays relays() {
        FakeBackend link = backends.last();
        link.channel.opened(relay(0), 5);
        group.crank();
        return new FarRelays(this, link);
    }

    /** What was told since the last time. */
    List<String> told() {
        group.crank();
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    @Override
    public void connected() {
        tell("connected");
    }

    @Override
    public void extended(int hops) {
        tell("extended " + hops);
    }

    @Override
    public void built() {
        tell("built");
    }

    @Override
    public void unused() {
        tell("unused");
    }

    @Override
    public void closed(CloseCause cause, int reason, int hops) {
        tell("closed " + cause + " " + reason + " " + hops);
    }

    private void tell(String event) {
        told.add(event);
        atEvent.run();
    }
}
