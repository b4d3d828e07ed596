package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Sendme;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.suspend.Reason;
import org.tropea.testkit.BareConnection;

/** The windows of streams that are opened here, and how such streams end. */
class ClientWindowsTest extends ClientStreams {
    // ---- windows --------------------------------------------------------------------------------------------------

    @Test
    void eachHundredthCellIsAcknowledgedByItsDigest() {
        ClientHandler handler = open();
        data(handler, 100);
        FarRelays.Message sendme = relays.received().get(0);
        assertEquals("2:SENDME/23", sendme.toString());
        assertEquals(0, sendme.stream());
        assertArrayEquals(Sendme.encode(relays.lastSent(EXIT)), sendme.body());
    }

    @Test
    void hopsCountForThemselves() {
        ClientHandler last = open();
        ClientHandler middle = begin(RelayCommand.BEGIN, 2);
        relays.received();
        relays.send(1, RelayCommand.CONNECTED, middle.id());
        data(last, 99);
        relays.send(1, RelayCommand.DATA, middle.id(), (byte) 1);
        assertEquals(List.of(), relays.heard());
    }

    @Test
    void theStreamIsAcknowledgedWhenItsBytesLeft() {
        ClientHandler handler = open();
        data(handler, 50);
        assertEquals(List.of(), relays.heard());
        handler.stream.flushed(0);
        assertEquals(List.of("2:SENDME/0"), relays.heard());
    }

    @Test
    void theStreamsWindowHoldsItsConnection() {
        ClientHandler handler = open();
        BareConnection connection = new BareConnection(rig.loop);
        handler.stream.attach(connection);
        Buffer source = source(501);
        handler.source = source;
        handler.stream.packageFrom(source);
        assertEquals(500, relays.received().size());
        assertTrue(connection.reading().holds(Reason.WINDOW_EMPTY));
        relays.send(EXIT, RelayCommand.SENDME, handler.id());
        assertFalse(connection.reading().holds(Reason.WINDOW_EMPTY));
        assertEquals(List.of("2:DATA/498"), relays.heard());
    }

    @Test
    void aFullQueueHoldsItToo() {
        ClientHandler handler = open();
        BareConnection connection = new BareConnection(rig.loop);
        handler.stream.attach(connection);
        relays.link.room = 0;
        handler.source = source(300);
        handler.stream.packageFrom(handler.source);
        assertTrue(connection.reading().holds(Reason.CIRCUIT_QUEUE_FULL));
        assertEquals(256, rig.table.status().get(0).queuedForward());
        relays.link.room = 1000;
        relays.link.channel.writable();
        assertEquals(300, relays.received().size());
        assertFalse(connection.reading().holds(Reason.CIRCUIT_QUEUE_FULL));
    }

    @Test
    void theCircuitsWindowOpensByTheRightDigest() {
        ClientHandler one = open();
        ClientHandler two = open();
        one.source = source(500);
        two.source = source(500);
        one.stream.packageFrom(one.source);
        two.stream.packageFrom(two.source);
        List<FarRelays.Message> sent = relays.received();
        assertEquals(1000, sent.size());
        relays.send(EXIT, RelayCommand.SENDME, one.id());
        assertEquals(0, one.stream.packageFrom(source(1)));
        relays.send(EXIT, RelayCommand.SENDME, 0, Sendme.encode(sent.get(99).digest()));
        assertEquals(RelayCell.DATA_MAX, one.stream.packageFrom(source(1)));
    }

    @Test
    void aSendmeWithAWrongDigestBreaksTheProtocol() {
        ClientHandler handler = open();
        handler.stream.packageFrom(source(100));
        byte[] digest = relays.received().get(98).digest();
        relays.send(EXIT, RelayCommand.SENDME, 0, Sendme.encode(digest));
        assertFault();
    }

    @Test
    void aSendmeOfAnotherVersionToo() {
        ClientHandler handler = open();
        handler.stream.packageFrom(source(100));
        relays.received();
        relays.send(EXIT, RelayCommand.SENDME, 0, (byte) 2);
        assertFault();
    }

    @Test
    void aSendmeForNothingToo() {
        open();
        relays.send(EXIT, RelayCommand.SENDME, 0, Sendme.encode(new byte[20]));
        assertFault();
    }

    @Test
    void aStreamSendmeForNothingToo() {
        relays.send(EXIT, RelayCommand.SENDME, open().id());
        assertFault();
    }

    // ---- ends -----------------------------------------------------------------------------------------------------

    @Test
    void theFarSideEndsAStream() {
        ClientHandler handler = begin();
        relays.received();
        byte[] body = {EndReason.EXITPOLICY, 127, 0, 0, 1, 0, 0, 0, 60};
        relays.send(EXIT, RelayCommand.END, handler.id(), body);
        assertEquals(List.of("end " + EndReason.EXITPOLICY + " of 9"), handler.told);
        assertEquals(0, circuit.streams());
        assertEquals(List.of(), relays.heard());
    }

    @Test
    void anEndWithoutAReasonBreaksTheProtocol() {
        relays.send(EXIT, RelayCommand.END, open().id());
        assertFault();
    }

    @Test
    void whyWeEndAStreamIsNotTold() {
        ClientHandler handler = open();
        relays.received();
        handler.stream.end(EndReason.CONNRESET);
        FarRelays.Message end = relays.received().get(0);
        assertEquals("2:END/1", end.toString());
        assertArrayEquals(new byte[] {EndReason.MISC}, end.body());
    }

    @Test
    void whatIsOnItsWayToAStreamThatWeEndedIsTaken() {
        ClientHandler handler = open();
        handler.stream.packageFrom(source(60));
        handler.stream.end(EndReason.DONE);
        data(handler, 500);
        relays.send(EXIT, RelayCommand.SENDME, handler.id());
        relays.send(EXIT, RelayCommand.END, handler.id(), (byte) EndReason.DONE);
        assertEquals(0, dropped());
        assertEquals(List.of("connected 0"), handler.told);
        relays.send(EXIT, RelayCommand.END, handler.id(), (byte) EndReason.DONE);
        assertEquals(1, dropped());
        assertFalse(circuit.isClosed());
    }

    @Test
    void connectedForAStreamThatWeEndedIsTakenToo() {
        ClientHandler handler = begin();
        handler.stream.end(EndReason.DONE);
        relays.send(EXIT, RelayCommand.CONNECTED, handler.id());
        assertEquals(0, dropped());
        assertEquals(List.of(), handler.told);
    }

    @Test
    void notMoreThanItsWindowThough() {
        ClientHandler handler = open();
        handler.stream.end(EndReason.DONE);
        data(handler, 501);
        assertEquals(1, dropped());
        assertFalse(circuit.isClosed());
    }

    @Test
    void theCircuitsEndIsTheStreams() {
        ClientHandler opening = begin();
        ClientHandler open = open();
        circuit.close(CloseCause.IDLE);
        assertEquals("ended " + EndReason.DONE, opening.last());
        assertEquals("ended " + EndReason.DONE, open.last());
        assertEquals(0, rig.edges.size());
    }

    @Test
    void aCircuitThatBreaksEndsThemWithDestroy() {
        ClientHandler open = open();
        relays.send(0, RelayCommand.TRUNCATED, 0, (byte) 1);
        assertEquals("ended " + EndReason.DESTROY, open.last());
    }

    @Test
    void theLastStreamsEndIsTold() {
        rig.told();
        ClientHandler one = open();
        ClientHandler two = open();
        one.stream.end(EndReason.DONE);
        assertEquals(List.of(), rig.told());
        relays.send(EXIT, RelayCommand.END, two.id(), (byte) EndReason.DONE);
        assertEquals(List.of("unused"), rig.told());
    }

    @Test
    void aHandlerThatFailsCostsItsStreamOnly() {
        ClientHandler bad = open();
        ClientHandler good = open();
        relays.received();
        bad.bug = new IllegalStateException("a bug of the test's");
        relays.send(EXIT, RelayCommand.DATA, bad.id(), (byte) 1);
        assertEquals(List.of("2:END/1"), relays.heard());
        assertFalse(circuit.isClosed());
        relays.send(EXIT, RelayCommand.DATA, good.id(), (byte) 1);
        assertEquals("data 1", good.last());
        assertEquals(1, rig.bugs.count());
    }

    @Test
    void onlyTheFarSideAnswers() {
        Stream stream = begin().stream;
        assertThrows(RuntimeException.class, () -> stream.connected(new byte[0]));
        assertThrows(RuntimeException.class, () -> stream.resolved(new byte[0]));
    }
}
