package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.CellCommand;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;

/** Streams that are opened here, at hops of a circuit that begins here: how they open, and their bytes. */
class ClientStreamTest extends ClientStreams {
    // ---- opening --------------------------------------------------------------------------------------------------

    @Test
    void theLastHopHearsBegin() {
        ClientHandler handler = begin();
        FarRelays.Message message = relays.received().get(0);
        assertEquals("2:BEGIN/7", message.toString());
        assertArrayEquals(WEB, message.body());
        assertEquals(handler.id(), message.stream());
        assertNotEquals(0, message.stream());
        assertEquals(CellCommand.RELAY_EARLY, message.cell());
    }

    @Test
    void anyHopMayHearIt() {
        begin(RelayCommand.BEGIN_DIR, 1);
        begin(RelayCommand.RESOLVE, 2);
        assertEquals(List.of("0:BEGIN_DIR/7", "1:RESOLVE/7"), relays.heard());
    }

    @Test
    void noRelayCountsMoreThanEightEarlyCells() {
        for (int i = 0; i < 20; i++) {
            begin();
        }
        rig.group.crank();
        long early = relays.link.sent.stream()
                .filter(cell -> cell[4] == CellCommand.RELAY_EARLY)
                .count();
        assertTrue(early == 7 || early == 8, early + " early cells");
    }

    @Test
    void idsAreNotUsedTwice() {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ClientHandler handler = begin();
            ids.add(handler.id());
            handler.stream.end(EndReason.DONE);
        }
        assertEquals(50, ids.stream().distinct().count());
    }

    @Test
    void onlyHopsThatAnsweredTakeStreams() {
        assertNull(circuit.open(RelayCommand.BEGIN, WEB, 4, new ClientHandler()));
        assertNull(circuit.open(RelayCommand.BEGIN, WEB, 0, new ClientHandler()));
        assertThrows(
                IllegalArgumentException.class, () -> circuit.open(RelayCommand.DATA, WEB, 3, new ClientHandler()));
    }

    @Test
    void withoutWindowsNoStreamOpens() {
        rig.edges.adopted(null);
        assertNull(circuit.open(RelayCommand.BEGIN, WEB, new ClientHandler()));
        assertEquals(List.of(), relays.heard());
    }

    @Test
    void connectedIsTold() {
        ClientHandler handler = begin();
        relays.send(EXIT, RelayCommand.CONNECTED, handler.id(), (byte) 1, (byte) 2);
        assertEquals(List.of("connected 2"), handler.told);
    }

    @Test
    void resolvedIsToldAndTheEnd() {
        ClientHandler handler = begin(RelayCommand.RESOLVE, 3);
        relays.received();
        relays.send(EXIT, RelayCommand.RESOLVED, handler.id(), (byte) 4, (byte) 4);
        handler.stream.end(EndReason.DONE);
        assertEquals(List.of("resolved 2"), handler.told);
        assertEquals(List.of(), relays.heard());
        assertEquals(0, circuit.streams());
    }

    @Test
    void answersToAnotherQuestionAreDropped() {
        ClientHandler begun = begin();
        ClientHandler resolving = begin(RelayCommand.RESOLVE, 3);
        relays.send(EXIT, RelayCommand.RESOLVED, begun.id());
        relays.send(EXIT, RelayCommand.CONNECTED, resolving.id());
        assertEquals(2, dropped());
        assertEquals(List.of(), begun.told);
        assertEquals(List.of(), resolving.told);
    }

    @Test
    void anotherHopIsNotListenedTo() {
        ClientHandler handler = begin();
        relays.send(1, RelayCommand.CONNECTED, handler.id());
        relays.send(1, RelayCommand.END, handler.id(), (byte) 1);
        assertEquals(List.of(), handler.told);
        assertEquals(2, dropped());
    }

    @Test
    void aSecondConnectedBreaksTheProtocol() {
        ClientHandler handler = open();
        relays.send(EXIT, RelayCommand.CONNECTED, handler.id());
        assertFault();
        assertEquals("ended " + EndReason.TORPROTOCOL, handler.last());
    }

    @Test
    void resolvedOnAnOpenStreamToo() {
        relays.send(EXIT, RelayCommand.RESOLVED, open().id());
        assertFault();
    }

    // ---- data -----------------------------------------------------------------------------------------------------

    @Test
    void bytesMayGoBeforeTheAnswer() {
        ClientHandler handler = begin();
        relays.received();
        handler.stream.packageFrom(source(2));
        assertEquals(List.of("2:DATA/498", "2:DATA/498"), relays.heard());
        ClientHandler name = begin(RelayCommand.RESOLVE, 3);
        relays.received();
        assertEquals(0, name.stream.packageFrom(source(1)));
    }

    @Test
    void bytesFlowBothWays() {
        ClientHandler handler = open();
        handler.stream.packageFrom(source(2));
        assertEquals(List.of("2:DATA/498", "2:DATA/498"), relays.heard());
        relays.send(EXIT, RelayCommand.DATA, handler.id(), (byte) 'a', (byte) 'b');
        assertEquals(List.of("connected 0", "data 2"), handler.told);
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void dataBeforeTheAnswerIsDropped() {
        ClientHandler handler = begin();
        relays.send(EXIT, RelayCommand.DATA, handler.id(), (byte) 1);
        assertEquals(List.of(), handler.told);
        assertEquals(1, dropped());
    }

    @Test
    void dataOfAnUnknownStreamIsDroppedButCounted() {
        ClientHandler handler = open();
        for (int i = 0; i < 99; i++) {
            relays.send(EXIT, RelayCommand.DATA, handler.id() % 0xffff + 1, (byte) 1);
        }
        assertEquals(List.of(), relays.heard());
        relays.send(EXIT, RelayCommand.DATA, handler.id(), (byte) 1);
        assertEquals(List.of("2:SENDME/23"), relays.heard());
        assertEquals(99, dropped());
        assertFalse(circuit.isClosed());
    }

    @Test
    void moreThanTheStreamsWindowBreaksTheProtocol() {
        ClientHandler handler = open();
        data(handler, 500);
        assertFalse(circuit.isClosed());
        data(handler, 1);
        assertFault();
    }
}
