package org.tropea.core.circuit;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tropea.core.channel.ChannelTable;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.channel.LoopBalance;
import org.tropea.core.channel.RouterPeers;
import org.tropea.core.circuitmux.ActivityClock;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.conn.LoopLoads;
import org.tropea.core.exchange.Exchanges;
import org.tropea.core.scheduler.SchedulerFrame;
import org.tropea.core.slot.Bugs;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;
import org.tropea.testkit.TestScope;

/** The heart of a relay in several hand-cranked loops, between fake backends, with nobody at the edge. */
final class LoopsRig {
    final HandCrankedLoopGroup group;
    final Bugs bugs = new Bugs();
    final Exchanges exchanges;
    final LoopLoads loads;
    final RouterPeers peers;
    /** Every cell counts. */
    final LoopBalance balance;

    final CircuitTables tables;
    final List<Part> parts = new ArrayList<>();

    LoopsRig(int loops) {
        group = new HandCrankedLoopGroup(loops, new ManualClock(), new MemoryNetwork());
        exchanges = new Exchanges(group.loops(), 10_000, bugs);
        loads = new LoopLoads(loops);
        peers = new RouterPeers(loads);
        balance = new LoopBalance(loops, 1);
        tables = new CircuitTables(loops, exchanges, peers);
        for (int i = 0; i < loops; i++) {
            parts.add(new Part(i));
        }
    }

    /** What is in one loop. */
    final class Part implements RecognizedCells {
        final FakeBackend.Factory backends = new FakeBackend.Factory();
        final ChannelTable channels;
        final CircuitTable circuits;
        final List<String> closed = new ArrayList<>();

        Part(int index) {
            TestScope scope = TestScope.of("ExtendAllowPrivateAddresses", "1");
            var loop = group.loop(index);
            CellAccount account =
                    new CellAccount(exchanges.pool(index), new ActivityClock(30_000_000_000L, loop.now()));
            SchedulerFrame scheduler = new SchedulerFrame(loop, (factory, cause) -> {});
            channels = new ChannelTable(loop, scope, account, scheduler, (factory, cause) -> {});
            channels.share(peers, loads, balance);
            channels.backend(backends);
            channels.circuitMuxPolicy(new FifoMux());
            scheduler.policy(ignored -> new FlushAll(), null);
            circuits = new CircuitTable(loop, group, keys(), scope.options(), account, channels, this, bugs);
            circuits.join(tables);
        }

        /** An open channel of {@code peer}'s. */
        FakeBackend incoming(PeerIdentity peer) {
            channels.incoming(null);
            FakeBackend backend = backends.last();
            backend.channel.opened(peer, 5);
            return backend;
        }

        @Override
        public void relayCell(Circuit circuit, int command, int stream, byte[] array, int data, int length, long now) {}

        @Override
        public void closed(Circuit circuit, CloseCause cause) {
            closed.add(circuit.number() + " " + cause);
        }

        @Override
        public void queueDrained(Circuit circuit) {}
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

    private static RouterKeys keys() {
        return (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(),
                new Class<?>[] {RouterKeys.class},
                (proxy, method, arguments) -> method.getName().equals("rsaId") ? CircuitRig.OWN_ID : null);
    }

    /** One turn of some loop. */
    void someTurn(Random random) {
        group.loop(random.nextInt(parts.size())).turn();
    }

    /** The one channel of all loops that was made to reach a relay, the latest. */
    FakeBackend dialled() {
        return parts.stream()
                .flatMap(part -> part.backends.made.stream())
                .filter(backend -> backend.channel.initiator())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    int circuits() {
        return parts.stream().mapToInt(part -> part.circuits.size()).sum();
    }

    int onwards() {
        return parts.stream().mapToInt(part -> part.circuits.onwards()).sum();
    }

    /** Cells that are neither free nor, traded, in a ring. */
    int cellsOut() {
        int out = 0;
        for (int i = 0; i < parts.size(); i++) {
            out += exchanges.pool(i).taken();
        }
        return out;
    }
}
