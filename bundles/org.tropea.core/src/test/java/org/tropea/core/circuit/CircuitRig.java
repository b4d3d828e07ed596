package org.tropea.core.circuit;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.tropea.cell.CellPool;
import org.tropea.core.channel.ChannelTable;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuitmux.ActivityClock;
import org.tropea.core.circuitmux.CellAccount;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.scheduler.SchedulerFrame;
import org.tropea.core.slot.Bugs;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.scheduler.SchedulableChannel;
import org.tropea.flow.scheduler.SchedulerPolicy;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.TestScope;

/** The heart of a relay between fake backends and a fake edge, on a hand-cranked loop. */
public final class CircuitRig implements RecognizedCells {
    static final byte[] OWN_ID = filled(20, 1);

    public final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    public final HandCrankedLoop loop = group.loop(0);
    public final CellPool pool = new CellPool(10_000);
    public final CellAccount account = new CellAccount(pool, new ActivityClock(30_000_000_000L, loop.now()));
    public final SchedulerFrame scheduler = new SchedulerFrame(loop, (factory, cause) -> {});
    public final FakeBackend.Factory backends = new FakeBackend.Factory();
    public final TestScope scope;
    public final ChannelTable channels;
    public final CircuitTable circuits;
    public final Curve25519KeyPair onionKey = Curve25519KeyPair.generate();
    public final List<String> edge = new ArrayList<>();
    public PeerFault edgeFault;
    public int edgeCells;
    /** What the streams of each circuit hold. */
    public long edgeBytes;

    public CircuitRig(String... options) {
        this(null, options);
    }

    /** With {@code cells} at the edge; null for this rig, which only notes what comes. */
    public CircuitRig(Function<CircuitRig, RecognizedCells> cells, String... options) {
        scope = TestScope.of(options);
        RecognizedCells end = cells == null ? this : cells.apply(this);
        channels = new ChannelTable(loop, scope, account, scheduler, (factory, cause) -> {});
        channels.backend(backends);
        channels.circuitMuxPolicy(new FifoMux());
        scheduler.policy(ignored -> new FlushAll(), null);
        circuits = new CircuitTable(loop, group, keys(), scope.options(), account, channels, end, new Bugs());
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

    /** Only what circuits ask for. */
    private RouterKeys keys() {
        return (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(),
                new Class<?>[] {RouterKeys.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "rsaId" -> OWN_ID;
                    case "onionKey" -> onionKey;
                    default -> null;
                });
    }

    /** A channel that {@code peer} started, open. */
    public FakeBackend incoming(PeerIdentity peer) {
        channels.incoming(null);
        FakeBackend backend = backends.last();
        backend.channel.opened(peer, 5);
        return backend;
    }

    /** A client's channel, open. */
    public FakeBackend client() {
        return incoming(PeerIdentity.NONE);
    }

    static PeerIdentity relay(int number) {
        return new PeerIdentity(filled(20, number), filled(32, number));
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Override
    public void relayCell(Circuit circuit, int command, int stream, byte[] array, int data, int length, long now)
            throws PeerFault {
        edgeCells++;
        if (edge.size() < 100) {
            edge.add(command + "/" + stream + "/" + length);
        }
        if (edgeFault != null) {
            throw edgeFault;
        }
    }

    @Override
    public void closed(Circuit circuit, CloseCause cause) {
        edge.add("closed " + cause);
    }

    @Override
    public long bytesHeld(Circuit circuit) {
        return edgeBytes;
    }

    @Override
    public long oldestAt(Circuit circuit) {
        return edgeBytes == 0 ? Long.MAX_VALUE : circuit.number();
    }

    @Override
    public void queueDrained(Circuit circuit) {
        edge.add("drained");
    }
}
