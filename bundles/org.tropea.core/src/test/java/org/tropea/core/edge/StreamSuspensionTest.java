package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.core.circuit.Circuit;
import org.tropea.core.conn.Watchdog;
import org.tropea.core.conn.Watched;
import org.tropea.core.conn.Why;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;
import org.tropea.testkit.BareConnection;

/** The two directions of a stream, whether it has a connection or not. */
class StreamSuspensionTest {
    private final EdgeRig rig = new EdgeRig();

    private Circuit circuit() {
        return rig.circuits.circuit(rig.circuits.status().get(0).number());
    }

    private List<String> why() {
        return rig.edges.why(circuit()).stream()
                .map(line -> line.direction() + " " + line.reason())
                .toList();
    }

    @Test
    void openingHoldsBothUntilTheDestinationAnswers() {
        TestEdge.Handler handler = rig.begin(3);
        assertEquals(List.of("3 reading OPENING", "3 writing OPENING"), why());
        handler.stream.connected(new byte[0]);
        assertEquals(List.of("3 reading -", "3 writing -"), why());
        handler.stream.end(EndReason.DONE);
        assertEquals(List.of(), why());
    }

    @Test
    void anEmptyCircuitWindowHoldsTheOtherStreamsToo() {
        BareConnection idle = new BareConnection(rig.loop);
        rig.open(1, idle);
        rig.pour(rig.open(2), SpecWindows.STREAM);
        rig.client.received();
        assertFalse(idle.reading().holds(Reason.WINDOW_EMPTY));
        rig.pour(rig.open(3), SpecWindows.STREAM);
        rig.client.received();
        assertTrue(idle.reading().holds(Reason.WINDOW_EMPTY));
        assertEquals("1 reading WINDOW_EMPTY", why().get(0));
    }

    @Test
    void aFullQueueHoldsTheOtherStreamsUntilItDrains() {
        BareConnection idle = new BareConnection(rig.loop);
        rig.open(1, idle);
        rig.room(0);
        rig.pour(rig.open(2), 300);
        assertTrue(idle.reading().holds(Reason.CIRCUIT_QUEUE_FULL));
        rig.room(1_000);
        rig.group.crank();
        assertFalse(idle.reading().holds(Reason.CIRCUIT_QUEUE_FULL));
    }

    @Test
    void sendmesAreWithheldWhileMuchWaits() {
        TestEdge.Handler handler = rig.open(3);
        handler.stream.flushed(100_000);
        assertEquals("3 writing SENDME_WITHHELD", why().get(1));
        handler.stream.flushed(0);
        assertEquals("3 writing -", why().get(1));
    }

    @Test
    void theWatchdogSeesThem() {
        rig.begin(3);
        rig.loop.clock().advance((Reason.OPENING.maximumSeconds() + 1) * 1_000_000_000L);
        rig.loop.turn();
        int[] looks = new int[1];
        Watchdog dog = new Watchdog(rig.loop, List::of) {
            @Override
            public void look(Object who, String direction, Suspension suspension) {
                looks[0] += suspension.overdue(rig.loop.now()) == Reason.OPENING ? 1 : 0;
            }
        };
        rig.circuits.attachments(Watched.class).forEach(each -> each.watch(dog));
        assertEquals(2, looks[0]);
    }

    @Test
    void eachLineSaysWhoHoldsAndWhatLifts() {
        rig.begin(3);
        rig.loop.advance(2_500_000_000L);
        assertEquals(
                new Why("3 reading", "OPENING", "stream", "2.5s", "the destination answers"),
                rig.edges.why(circuit()).get(0));
    }
}
