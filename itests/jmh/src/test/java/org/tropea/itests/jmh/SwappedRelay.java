package org.tropea.itests.jmh;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.tropea.buffer.extents.ExtentLayer;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.core.conn.ConnectionStatus;
import org.tropea.core.conn.Why;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;
import org.tropea.testkit.TestScope;

/**
 * A whole relay in memory between a client and the next relay, whose cells are numbered, while its policies, buffers and
 * rates change at random. All numbers come from one seed; belongs to one thread.
 */
final class SwappedRelay {
    private static final int CIRCUITS = 5;
    /** Cells of one circuit under way in one direction: fewer than its queue may hold. */
    private static final int UNDER_WAY = 600;

    private static final String[] BASE = {"ORPort", "9001", "ExtendAllowPrivateAddresses", "1"};

    private final Random random;
    private final ManualClock clock = new ManualClock();
    private final MemoryNetwork network = new MemoryNetwork(20_000);
    private final HandCrankedLoop outside = new HandCrankedLoop(0, clock, network);
    private final HandCrankedLoopGroup loops;
    private final int count;
    private final Map<String, Object> services = new HashMap<>();
    private final PipelineComponent component = new PipelineComponent();
    private final Pipeline pipeline;
    private final Client client;
    private final NextRelay next;
    /** Per circuit of the client: cells sent onward and received by the next relay, and the other way round. */
    private final int[] sentForward = new int[CIRCUITS];

    private final int[] cameForward = new int[CIRCUITS];
    private final int[] sentBackward = new int[CIRCUITS];
    private final int[] cameBackward = new int[CIRCUITS];
    private final Map<Integer, Integer> nextIndex = new HashMap<>();
    private boolean built;

    /** With {@code count} event loops, whose turns come in any order. */
    SwappedRelay(long seed, int count) throws Exception {
        random = new Random(seed);
        this.count = count;
        loops = new HandCrankedLoopGroup(count, clock, network);
        TestScope scope = TestScope.of(options("1 GB"));
        InetSocketAddress own = new InetSocketAddress("127.0.0.1", 9001);
        scope.add(RouterKeys.class, new FreshKeys());
        scope.add(OrAddresses.class, new OrAddresses(List.of(own)));
        Wiring.rest(component, new OneGroup(loops));
        bindScheduler("vanilla");
        bindMux("ewma");
        bindBuffers(new ExtentLayer());
        pipeline = loops.fromOutside(() -> component.open(scope));
        loops.fromOutside(() -> scope.part(Connections.class).listen("or", own));
        InetSocketAddress nextAddress = new InetSocketAddress("127.0.0.2", 9002);
        FreshKeys nextKeys = new FreshKeys();
        next = new NextRelay(nextKeys);
        outside.listen(nextAddress, socket -> next.accepted(outside, socket)).accepting(true);
        client = new Client(nextKeys, nextAddress);
        client.socket(outside.connect(own, null, client));
        client.receiver(this::back);
        next.receiver(this::forth);
        build();
    }

    private static String[] options(String rate) {
        String[] options = {"", "", "", "", "BandwidthRate", rate, "BandwidthBurst", rate};
        System.arraycopy(BASE, 0, options, 0, BASE.length);
        return options;
    }

    private void build() {
        settle(200);
        for (int i = 0; i < CIRCUITS; i++) {
            client.build();
            settle(200);
            nextIndex.put(next.circuits().get(i), i);
        }
        built = true;
    }

    private void settle(int milliseconds) {
        for (int i = 0; i < milliseconds; i++) {
            while (loops.turn() | outside.turn() | client.flush() | next.flush()) {
                Thread.onSpinWait();
            }
            clock.advance(1_000_000);
        }
    }

    // What comes out at the ends.

    private void forth(int circuit, byte[] payload) {
        int index = nextIndex.get(circuit);
        check("onward", index, cameForward[index]++, payload);
    }

    private void back(int circuit, byte[] payload) {
        if (built) { // else EXTENDED2
            int index = client.circuits().indexOf(circuit);
            check("back", index, cameBackward[index]++, payload);
        }
    }

    private static void check(String way, int index, int number, byte[] payload) {
        if (!Arrays.equals(payload(index, number), payload)) {
            throw new AssertionError(way + " on circuit " + index + ": cell " + number + " is another one");
        }
    }

    /** Not recognized by anybody: the field for that is not zero. */
    private static byte[] payload(int index, int number) {
        ByteBuffer payload = ByteBuffer.allocate(Cell.PAYLOAD);
        payload.put((byte) 2).putShort((short) 0xffff).putInt(index).putInt(number);
        while (payload.hasRemaining()) {
            payload.put((byte) (number * 7 + payload.position()));
        }
        return payload.array();
    }

    // What happens.

    /** Some one thing happens, then a turn of the relay; the others get theirs more rarely. */
    void step() {
        if (random.nextInt(25) == 0) {
            change();
        } else {
            send(random.nextInt(CIRCUITS), 1 + random.nextInt(40), random.nextBoolean());
        }
        if (random.nextInt(3) > 0) {
            outside.turn();
        }
        client.flush();
        next.flush();
        for (int i = 0; i < count; i++) {
            loops.loop(random.nextInt(count)).turn();
        }
        clock.advance(random.nextInt(2_000_000));
    }

    private void send(int index, int cells, boolean forward) {
        int[] sent = forward ? sentForward : sentBackward;
        int most = UNDER_WAY - (sent[index] - (forward ? cameForward : cameBackward)[index]);
        for (int i = 0; i < Math.min(cells, most); i++) {
            byte[] payload = payload(index, sent[index]++);
            if (forward) {
                client.relay(client.circuits().get(index), payload);
            } else {
                next.send(CellBuilder.cell(next.circuits().get(index), CellCommand.RELAY, payload));
            }
        }
    }

    private void change() {
        switch (random.nextInt(10)) {
            case 0, 1 -> bindScheduler(random.nextBoolean() ? "kist" : "vanilla");
            case 2, 3 -> bindMux(random.nextBoolean() ? "ewma" : "roundrobin");
            case 4, 5 ->
                bindBuffers(
                        random.nextBoolean() ? new ExtentLayer() : new HeapBufferLayer(600 + random.nextInt(20_000)));
            case 6 -> unbind("SchedulerPolicyFactory");
            case 7 -> unbind("CircuitMuxPolicyFactory");
            case 8 -> unbind("BufferLayer");
            default ->
                pipeline.reload(TestScope.of(options(random.nextBoolean() ? "1 GB" : "2 MB"))
                        .options());
        }
    }

    private void bindScheduler(String name) {
        bind("SchedulerPolicyFactory", Wiring.scheduler(name), Map.of(SchedulerPolicyFactory.NAME, name));
    }

    private void bindMux(String name) {
        bind("CircuitMuxPolicyFactory", Wiring.mux(name), Map.of(CircuitMuxPolicyFactory.NAME, name));
    }

    private void bindBuffers(BufferLayer layer) {
        bind("BufferLayer", layer, Map.of());
    }

    /** As a framework does it: the new one is bound, then the old one unbound. */
    private void bind(String kind, Object service, Map<String, Object> properties) {
        Object old = services.put(kind, service);
        Wiring.bind(component, "bind" + kind, service, properties);
        unbind(kind, old);
    }

    private void unbind(String kind) {
        unbind(kind, services.remove(kind));
    }

    private void unbind(String kind, Object service) {
        if (service != null) {
            loops.fromOutside(() -> {
                Wiring.bind(component, "unbind" + kind, service);
                return null;
            });
        }
    }

    /** Everything is there again: what was sent comes out, and nothing is held but for want of something to send. */
    void drain() {
        pipeline.reload(TestScope.of(options("1 GB")).options());
        bindScheduler("kist");
        bindMux("ewma");
        bindBuffers(new ExtentLayer());
        settle(500);
        for (int i = 0; i < CIRCUITS; i++) {
            equal("onward on circuit " + i, sentForward[i], cameForward[i]);
            equal("back on circuit " + i, sentBackward[i], cameBackward[i]);
        }
        equal("circuits", CIRCUITS, pipeline.circuits());
        RouterPipeline router = component.running().values().iterator().next();
        loops.fromOutside(router::channelStatus)
                .forEach(channel -> idle("NO_CELLS", loops.fromOutside(() -> router.channelWhy(channel.id()))));
        loops.fromOutside(() -> router.connections().status().join()).stream()
                .filter(connection -> connection.state().equals("OPEN"))
                .forEach(connection -> idle(
                        "NOTHING_TO_WRITE",
                        loops.fromOutside(
                                () -> router.connections().why(connection.id()).join())));
    }

    /** In how many of its loops the relay has channels. */
    long loopsUsed() {
        RouterPipeline router = component.running().values().iterator().next();
        return loops.fromOutside(() -> router.connections().status().join()).stream()
                .filter(connection ->
                        connection.type().equals("or") && connection.state().equals("OPEN"))
                .mapToInt(ConnectionStatus::loop)
                .distinct()
                .count();
    }

    private static void idle(String reason, List<Why> lines) {
        for (Why line : lines) {
            if (!line.reason().equals("-") && !line.reason().equals(reason)) {
                throw new AssertionError("still held: " + line);
            }
        }
    }

    private static void equal(String what, long expected, long found) {
        if (expected != found) {
            throw new AssertionError(what + ": " + expected + " went in, " + found + " came out");
        }
    }

    /** Cells that came out at either end. */
    long cells() {
        return IntStream.of(cameForward).sum() + IntStream.of(cameBackward).sum();
    }
}
