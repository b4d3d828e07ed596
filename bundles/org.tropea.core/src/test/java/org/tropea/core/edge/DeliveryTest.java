package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Sendme;

/** Bytes from the client, and the SENDMEs that we owe for them. */
class DeliveryTest {
    private static final int TEN_CELLS = 10 * 509;

    private final EdgeRig rig = new EdgeRig();
    private final CircuitClient client = rig.client;

    @Test
    void dataArrivesInOrder() {
        TestEdge.Handler one = rig.open(1);
        TestEdge.Handler two = rig.open(2);
        for (int i = 0; i < 20; i++) {
            client.send(RelayCommand.DATA, 1, EdgeRig.text(i + ","));
            client.send(RelayCommand.DATA, 2, EdgeRig.text("x"));
        }
        assertEquals("0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,", one.delivered.toString());
        assertEquals("x".repeat(20), two.delivered.toString());
    }

    @Test
    void aFullCellArrivesWhole() {
        TestEdge.Handler handler = rig.open(1);
        client.send(RelayCommand.DATA, 1, EdgeRig.filled(9));
        assertArrayEquals(EdgeRig.filled(9), handler.cells.get(0));
    }

    @Test
    void dataComesBeforeConnectedToo() {
        TestEdge.Handler handler = rig.begin(1);
        client.send(RelayCommand.DATA, 1, EdgeRig.text("early"));
        assertEquals("early", handler.delivered.toString());
    }

    @Test
    void dataAfterTheEndIsDropped() {
        TestEdge.Handler handler = rig.open(1);
        handler.stream.end(EndReason.DONE);
        client.send(RelayCommand.DATA, 1, EdgeRig.text("late"));
        assertEquals("", handler.delivered.toString());
        assertEquals(1, rig.circuits.totals().dropped());
    }

    @Test
    void eachHundredthCellIsAcknowledgedByItsDigest() {
        rig.open(1);
        rig.open(2);
        for (int round = 0; round < 3; round++) {
            rig.data(1, 49);
            rig.data(2, 50);
            assertEquals(List.of(), client.received());
            rig.data(1, 1);
            CircuitClient.Message sendme = client.received().get(0);
            assertEquals("SENDME/0/23", sendme.toString());
            assertArrayEquals(Sendme.encode(client.lastSent()), sendme.body());
        }
    }

    @Test
    void otherMessagesDoNotCount() {
        rig.open(1);
        rig.data(1, 99);
        client.send(RelayCommand.DROP, 0);
        client.send(RelayCommand.BEGIN, 2, EdgeRig.text("b:2"));
        assertEquals(List.of(), client.received());
        rig.data(1, 1);
        assertEquals(List.of("SENDME/0/23"), client.answers());
    }

    @Test
    void dataForUnknownStreamsCounts() {
        rig.open(1);
        rig.data(99, 60);
        rig.data(0, 39);
        assertEquals(List.of(), client.received());
        rig.data(1, 1);
        assertArrayEquals(
                Sendme.encode(client.lastSent()), client.received().get(0).body());
        assertEquals(99, rig.circuits.totals().dropped());
    }

    @Test
    void aStreamSendmeIsDueForFiftyCells() {
        TestEdge.Handler handler = rig.open(7);
        rig.data(7, 49);
        handler.stream.flushed(0);
        assertEquals(List.of(), client.received());
        rig.data(7, 1);
        assertEquals(List.of(), client.received());
        handler.stream.flushed(0);
        handler.stream.flushed(0);
        assertEquals(List.of("SENDME/7/0"), client.answers());
    }

    @Test
    void streamSendmesWaitWhileMuchIsPending() {
        TestEdge.Handler handler = rig.open(7);
        rig.data(7, 50);
        handler.stream.flushed(TEN_CELLS + 1);
        assertEquals(List.of(), client.received());
        handler.stream.flushed(TEN_CELLS);
        assertEquals(List.of("SENDME/7/0"), client.answers());
    }

    @Test
    void streamSendmesThatWaitedGoTogether() {
        TestEdge.Handler handler = rig.open(7);
        rig.data(7, 99);
        handler.stream.flushed(TEN_CELLS + 1);
        rig.data(7, 51);
        client.received();
        handler.stream.flushed(0);
        assertEquals(List.of("SENDME/7/0", "SENDME/7/0", "SENDME/7/0"), client.answers());
    }

    @Test
    void anEndedStreamSendsNoSendme() {
        TestEdge.Handler handler = rig.open(7);
        rig.data(7, 50);
        handler.stream.end(EndReason.DONE);
        handler.stream.flushed(0);
        assertEquals(List.of("END/7/1"), client.answers());
    }

    @Test
    void moreThanTheStreamWindowClosesTheCircuit() {
        TestEdge.Handler handler = rig.open(7);
        rig.data(7, SpecWindows.STREAM);
        assertEquals(-1, client.destroyed());
        rig.data(7, 1);
        assertEquals(DestroyReason.PROTOCOL, client.destroyed());
        assertEquals(SpecWindows.STREAM, handler.cells.size());
        assertEquals(1, handler.ended.size());
    }

    @Test
    void aHandlerMayEndWhileItTakesData() {
        TestEdge.Handler handler = rig.open(7);
        handler.atData = () -> handler.stream.end(EndReason.CONNRESET);
        rig.data(7, 2);
        assertEquals(1, handler.cells.size());
        assertEquals(List.of("END/7/1"), client.answers());
    }
}
