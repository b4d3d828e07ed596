package org.tropea.itests.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCommand;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.handshake.NtorClient;

/** What one client can make the relay hold: every request is answered, within limits, and others go on. */
final class Limits {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CIRCUITS = 5_000;
    private static final int SKINS = 2_000;
    private static final int STREAMS = 1_500;
    /** More than a circuit's queue (C tor 0.4.9: 2,500) and all socket buffers on the way hold. */
    private static final int CELLS = 60_000;

    private static final int BLOCKED_CIRCUITS = 80;
    private static final int CELLS_EACH = 2_400;
    private static final long MIB = 1 << 20;
    /** MaxMemInQueues is 64 MiB; a JVM's heap grows by more than it holds. */
    private static final long GROWTH_MAX = 256 * MIB;

    /** A test of one limit. */
    interface Limit {
        void run(Target target) throws Exception;
    }

    private Limits() {}

    static Map<String, Limit> all() {
        Map<String, Limit> all = new LinkedHashMap<>();
        all.put(CIRCUITS + " circuits with CREATE_FAST on one link", Limits::fastCircuits);
        all.put(SKINS + " onion skins at once on one link", Limits::onionSkins);
        all.put(STREAMS + " streams on one circuit", Limits::streams);
        all.put("a circuit to a relay that does not read", Limits::nextHopDoesNotRead);
        all.put("a circuit of a client that does not read", Limits::clientDoesNotRead);
        all.put("many circuits to a relay that does not read", Limits::manyQueues);
        return all;
    }

    private static void fastCircuits(Target target) throws IOException {
        floodOfCreates(target, CIRCUITS, CellCommand.CREATE_FAST, CreateFast.request(), "CREATED_FAST");
    }

    private static void onionSkins(Target target) throws IOException {
        RelayInfo relay = target.relay();
        byte[] body = RawCircuit.create2(2, new NtorClient(relay.rsaId(), relay.onionKey()).onionskin());
        floodOfCreates(target, SKINS, CellCommand.CREATE2, body, "CREATED2");
    }

    private static void floodOfCreates(Target target, int count, int command, byte[] body, String created)
            throws IOException {
        try (RawLink link = RawLink.client(target.relay().port())) {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ids.add(link.freeCircuit());
                link.send(ids.get(i), command, body);
            }
            for (int id : ids) {
                String answer = RawCircuit.describe(link.next(id, LIMIT));
                assertTrue(answer.equals(created) || answer.equals("DESTROY RESOURCELIMIT"), answer);
            }
        }
        othersGoOn(target);
    }

    private static void streams(Target target) throws IOException {
        try (ExitTarget idle = new ExitTarget(false);
                Stage stage = Start.EXIT.open(target)) {
            for (int i = 1; i <= STREAMS; i++) {
                stage.circuit.send(RelayCommand.BEGIN, i, idle.begin());
            }
            for (int i = 0; i < STREAMS; i++) {
                String answer = stage.circuit.answer(LIMIT);
                assertTrue(List.of("CONNECTED", "END RESOURCELIMIT", "END MISC").contains(answer), answer);
            }
        }
        othersGoOn(target);
    }

    private static void nextHopDoesNotRead(Target target) throws Exception {
        try (FakeRelay next = new FakeRelay();
                Stage stage = Start.CIRCUIT.open(target)) {
            stage.circuit.extend(next.info());
            next.paused(true);
            String answer = BadInput.NOTHING;
            for (int i = 0; i < CELLS && answer.equals(BadInput.NOTHING); i++) {
                stage.circuit.send(RelayCommand.DATA, 1, new byte[100]);
                answer = i % 500 == 0 ? stage.circuit.answer(Duration.ofMillis(1)) : answer;
            }
            answer = answer.equals(BadInput.NOTHING) ? stage.circuit.answer(LIMIT) : answer;
            assertEquals("DESTROY RESOURCELIMIT", answer);
            stage.requireLink();
        }
    }

    private static void clientDoesNotRead(Target target) throws Exception {
        try (FakeRelay next = new FakeRelay();
                Stage stage = Start.CIRCUIT.open(target)) {
            stage.circuit.extend(next.info());
            int circuit = next.next(CellCommand.CREATE2, LIMIT).circuit();
            stage.link.pauseReading();
            RawCell destroy = null;
            for (int i = 0; i < CELLS && destroy == null; i++) {
                next.send(new RawCell(circuit, CellCommand.RELAY, new byte[Cell.PAYLOAD]));
                destroy = i % 500 == 0 ? next.next(CellCommand.DESTROY, Duration.ofMillis(1)) : null;
            }
            destroy = destroy == null ? next.next(CellCommand.DESTROY, LIMIT) : destroy;
            stage.link.resumeReading();
            assertNotNull(destroy, "no DESTROY for a circuit that nobody reads from");
            assertEquals("DESTROY RESOURCELIMIT", RawCircuit.describe(destroy));
            stage.requireLink();
        }
    }

    /** Each queue stays below its own limit, so that only the limit of all queues together can act. */
    private static void manyQueues(Target target) throws Exception {
        long before = target.memory().now();
        try (FakeRelay next = new FakeRelay();
                RawLink link = RawLink.client(target.relay().port())) {
            List<RawCircuit> circuits = new ArrayList<>();
            for (int i = 0; i < BLOCKED_CIRCUITS; i++) {
                circuits.add(RawCircuit.createFast(link).extend(next.info()));
            }
            next.paused(true);
            for (RawCircuit circuit : circuits) {
                for (int i = 0; i < CELLS_EACH; i++) {
                    circuit.send(RelayCommand.DATA, 1, new byte[100]);
                }
            }
            RawCircuit.createFast(link);
            assertTrue(closedForMemory(circuits) > 0, "no circuit was closed");
            long grown = target.memory().now() - before;
            assertTrue(grown < GROWTH_MAX, "the relay grew by " + grown / MIB + " MiB");
        }
        othersGoOn(target);
    }

    /** How many of the circuits are closed, looking until the first is; for no other reason than memory. */
    private static int closedForMemory(List<RawCircuit> circuits) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        int closed = 0;
        while (closed == 0 && System.nanoTime() < end) {
            for (RawCircuit circuit : circuits) {
                String answer = circuit.answer(Duration.ofMillis(1));
                if (!answer.equals(BadInput.NOTHING)) {
                    assertEquals("DESTROY RESOURCELIMIT", answer);
                    closed++;
                }
            }
        }
        return closed;
    }

    private static void othersGoOn(Target target) throws IOException {
        try (Stage other = Start.CIRCUIT.open(target)) {
            other.requireCircuit(false);
        }
    }
}
