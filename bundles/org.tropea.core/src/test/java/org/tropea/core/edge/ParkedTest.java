package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.flow.suspend.Reason;
import org.tropea.testkit.BareConnection;

/** Traffic while there is no scheduler, or no circuitmux policy, or neither: it waits, and nothing of it is lost. */
class ParkedTest {
    private static final int CELLS = 400;
    private static final int HIGH = 256;

    private final EdgeRig rig = new EdgeRig();
    private final BareConnection connection = new BareConnection(rig.loop);
    private final byte[] bytes = new byte[CELLS * RelayCell.DATA_MAX];
    private TestEdge.Handler handler;

    enum Gone {
        SCHEDULER,
        CIRCUITMUX,
        BOTH
    }

    static Stream<Gone> all() {
        return Stream.of(Gone.values());
    }

    @BeforeEach
    void open() {
        handler = rig.open(3, connection);
        new Random(1).nextBytes(bytes);
    }

    private void take(Gone gone) {
        if (gone != Gone.CIRCUITMUX) {
            rig.scheduler.policy(null, null);
        }
        if (gone != Gone.SCHEDULER) {
            rig.channels.circuitMuxPolicy(null);
        }
    }

    private void bring(Gone gone) {
        if (gone != Gone.CIRCUITMUX) {
            rig.scheduler.policy(options -> new EdgeRig.FlushAll(), null);
        }
        if (gone != Gone.SCHEDULER) {
            rig.channels.circuitMuxPolicy(new FifoMux());
        }
        rig.group.crank();
    }

    private void pour() {
        handler.source = rig.source(0);
        handler.source.append(bytes, 0, bytes.length);
        handler.stream.packageFrom(handler.source);
    }

    @ParameterizedTest
    @MethodSource("all")
    void queuesGrowToTheirMarksAndReadingStops(Gone gone) {
        take(gone);
        pour();
        rig.group.advance(5_000_000_000L);
        assertEquals(HIGH, rig.circuit().queueLength());
        assertTrue(connection.reading().holds(Reason.CIRCUIT_QUEUE_FULL));
        assertEquals((CELLS - HIGH) * RelayCell.DATA_MAX, handler.source.length());
        assertEquals(0, rig.client.received().size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theNextOneResumesAndAllArrivesInOrder(Gone gone) {
        take(gone);
        pour();
        rig.group.advance(5_000_000_000L);
        bring(gone);
        assertFalse(connection.reading().holds(Reason.CIRCUIT_QUEUE_FULL));
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        for (CircuitClient.Message message : rig.client.received()) {
            assertEquals(RelayCommand.DATA, message.command());
            arrived.writeBytes(message.body());
        }
        assertArrayEquals(bytes, arrived.toByteArray());
        assertEquals(0, rig.circuit().queueLength());
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void swapsEveryCellReorderNothing() {
        rig.room(0);
        pour();
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        for (int i = 0; arrived.size() < bytes.length; i++) {
            Gone gone = Gone.values()[i % 3];
            take(gone);
            rig.room(1);
            rig.group.crank();
            bring(gone);
            rig.client.received().forEach(message -> arrived.writeBytes(message.body()));
            assertTrue(i <= CELLS, "one cell each time");
        }
        assertArrayEquals(bytes, arrived.toByteArray());
    }
}
