package org.tropea.itests.jmh;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.crypto.CryptoFault;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineFactory;
import org.tropea.flow.tls.TlsFault;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;
import org.tropea.testkit.TestScope;

/**
 * One real relay between a {@link Client} and a {@link NextRelay}, on a hand-cranked loop and sockets in memory. Its
 * circuits all have cells waiting, because the socket they leave by takes {@link #CELLS} a turn, and as many come in.
 * What the bench itself needs does not grow with the circuits, or it would take the caches from the relay: a turn's
 * records are made once, of which a turn changes the circuit ids; and no more cells wait than keep every circuit
 * active. Belongs to one thread.
 */
final class BusyRelay {
    /** Cells in one record. */
    static final int RECORD_CELLS = 31;
    /** Records that come in, and go out, in one turn. */
    static final int RECORDS = 4;
    /** Cells that come in, and go out, in one turn. */
    static final int CELLS = RECORDS * RECORD_CELLS;

    /** Cells that wait beyond one for each circuit. */
    private static final int SPARE = 2 * CELLS;

    private static final int RECORD_HEADER = 5;
    private static final int RECORD = RECORD_HEADER + RECORD_CELLS * Cell.SIZE;
    private static final int TURN = RECORDS * RECORD;
    private static final byte DATA = 23;
    /** Circuits asked for at once while setting up. */
    private static final int AT_ONCE = 50;
    /** A turn each millisecond: about 0.5 Gbit/s. */
    private static final long TURN_NANOS = 1_000_000;

    private static final long SETTLE_NANOS = 20_000_000;
    private static final VarHandle IDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Starts at the JVM's time, from which the bandwidth buckets count. */
    private final ManualClock clock = new ManualClock(System.nanoTime());

    private final MemoryNetwork network = new MemoryNetwork(TURN);
    private final HandCrankedLoop outside = new HandCrankedLoop(0, clock, network);
    private final HandCrankedLoopGroup loops = new HandCrankedLoopGroup(1, clock, network);
    private final HandCrankedLoop loop = loops.loop(0);
    private final Pipeline pipeline;
    private final Client client;
    private final NextRelay next;
    private final Neighbour source;
    private final Neighbour sink;
    /** One turn's records, and the circuits whose ids go into them in turn. */
    private final byte[] feed = records();

    private final int[] ids;
    private int nextId;

    /** With {@code circuits} that are all active; cells go to the next relay if {@code forward}, else to the client. */
    BusyRelay(String scheduler, String mux, int circuits, boolean forward) throws CryptoFault, TlsFault, IOException {
        TestScope scope = TestScope.of(
                "ORPort",
                "9001",
                "MaxMemInQueues",
                "4 GB",
                "ExtendAllowPrivateAddresses",
                "1",
                "BandwidthRate",
                "1 GB",
                "BandwidthBurst",
                "1 GB");
        InetSocketAddress own = new InetSocketAddress("127.0.0.1", 9001);
        scope.add(RouterKeys.class, new FreshKeys());
        scope.add(OrAddresses.class, new OrAddresses(List.of(own)));
        PipelineFactory bundles = Wiring.pipeline(new OneGroup(loops), scheduler, mux);
        pipeline = loops.fromOutside(() -> bundles.open(scope));
        loops.fromOutside(() -> scope.part(Connections.class).listen("or", own));
        InetSocketAddress nextAddress = new InetSocketAddress("127.0.0.2", 9002);
        FreshKeys nextKeys = new FreshKeys();
        next = new NextRelay(nextKeys);
        outside.listen(nextAddress, socket -> next.accepted(outside, socket)).accepting(true);
        client = new Client(nextKeys, nextAddress);
        client.socket(outside.connect(own, null, client));
        build(circuits);
        source = forward ? client : next;
        sink = forward ? next : client;
        ids = (forward ? client.circuits() : next.circuits())
                .stream().mapToInt(Integer::intValue).toArray();
        fill(circuits + SPARE);
    }

    private void build(int circuits) {
        settle();
        for (int asked = 1; asked <= circuits; asked++) {
            client.build();
            if (asked % AT_ONCE == 0 || asked == circuits) {
                settle();
            }
        }
        if (next.circuits().size() != circuits) {
            throw new IllegalStateException(next.circuits().size() + " circuits of " + circuits + " were extended");
        }
    }

    /** Lets all that is under way come to its end, and the scheduler's interval go by. */
    private void settle() {
        for (int i = 0; i < 4; i++) {
            while (loops.turn() | outside.turn() | client.flush() | next.flush()) {
                Thread.onSpinWait();
            }
            clock.advance(SETTLE_NANOS);
        }
    }

    /** A turn's records, without circuit ids. */
    private static byte[] records() {
        ByteBuffer out = ByteBuffer.allocate(TURN);
        for (int cell = 0; cell < CELLS; cell++) {
            if (cell % RECORD_CELLS == 0) {
                out.put(DATA).putShort((short) 0x0303).putShort((short) (RECORD - RECORD_HEADER));
            }
            out.putInt(0).put((byte) CellCommand.RELAY);
            for (int at = 0; at < Cell.PAYLOAD; at++) {
                out.put((byte) (at + cell | 1));
            }
        }
        return out.array();
    }

    /** The next circuits' ids into a turn's records. */
    private void address() {
        for (int record = 0; record < TURN; record += RECORD) {
            for (int at = record + RECORD_HEADER; at < record + RECORD; at += Cell.SIZE) {
                IDS.set(feed, at, ids[nextId]);
                nextId = nextId + 1 == ids.length ? 0 : nextId + 1;
            }
        }
    }

    /** Lets {@code cells} come in while nothing leaves; then as many wait as will wait from now on. */
    private void fill(int cells) throws IOException {
        for (int came = 0; came < cells; came += CELLS) {
            pour();
            loop.turn();
        }
        settleQueues();
    }

    /** What one turn moves until the buffers below the queues are full and each turn moves the same. */
    private void settleQueues() throws IOException {
        for (int i = 0; i < 100; i++) {
            turn();
        }
    }

    private void pour() throws IOException {
        clock.advance(TURN_NANOS);
        address();
        if (!source.pour(feed, 0, TURN)) {
            throw new IllegalStateException("the relay did not read what came in the turn before");
        }
    }

    /** One turn: {@link #CELLS} cells come in, the loop turns, what it wrote is dropped; returns those bytes. */
    int turn() throws IOException {
        pour();
        int drained = sink.drain(TURN);
        loop.turn();
        return drained;
    }

    /** Cells that the relay passed on. */
    long relayed() {
        return pipeline.totals().cellsRelayed();
    }

    /** Circuits that are still there. */
    int circuits() {
        return pipeline.circuits();
    }

    /** Bytes of a turn in which exactly {@link #CELLS} cells leave. */
    static int turnBytes() {
        return TURN;
    }
}
