package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.suspend.Reason;
import org.tropea.testkit.TestScope;

class SocketConnectionTest {
    private final Rig rig = new Rig();

    @Test
    void bytesGoToTheHandlerAndThenTheEnd() throws Exception {
        TestHandler handler = rig.accept("test");
        rig.send(100);
        rig.peer.shutdownOutput();
        rig.group.crank();
        assertEquals(List.of("processInbuf", "reachedEof"), handler.events);
        assertEquals(100, handler.taken);
        assertTrue(handler.connection.isOpen());
    }

    @Test
    void dialledConnectionTellsWhenItIsThere() throws Exception {
        rig.listen("test");
        rig.table.dial("test", Rig.HERE, "hello", rig.loop);
        TestHandler dialled = rig.type.last();
        assertEquals("hello", dialled.attachment);
        assertTrue(dialled.connection.reading().holds(Reason.CONNECTING));
        rig.group.crank();
        assertEquals(List.of("finishedConnecting"), dialled.events);
        assertEquals(ConnectionState.OPEN, dialled.connection.state());
        assertTrue(dialled.connection.reading().runs());
    }

    @Test
    void refusedConnectComesAsClosed() throws Exception {
        rig.table.dial("test", new InetSocketAddress("127.0.0.1", 9), null, rig.loop);
        rig.group.crank();
        assertEquals(List.of("closed"), rig.type.last().events);
        assertEquals(CloseCause.CONNECT_REFUSED, rig.type.last().closedWith);
    }

    @Test
    void unansweredConnectTimesOut() throws Exception {
        rig.loop.network().silent(Rig.HERE);
        rig.table.dial("test", Rig.HERE, null, rig.loop);
        rig.group.advance(59 * Rig.SECOND);
        assertNull(rig.type.last().closedWith);
        rig.group.advance(2 * Rig.SECOND);
        assertEquals(CloseCause.CONNECT_TIMEOUT, rig.type.last().closedWith);
    }

    @Test
    void whatDoesNotFitWaitsForRoom() {
        TestHandler handler = rig.accept("test");
        handler.write(100_000);
        rig.group.crank();
        assertEquals(List.of("flushedSome"), handler.events);
        assertEquals(100_000 - 65_536, handler.connection.outbuf().length());
        rig.take(65_536);
        rig.group.crank();
        assertEquals(List.of("flushedSome", "finishedFlushing"), handler.events);
        assertTrue(handler.connection.writing().holds(Reason.NOTHING_TO_WRITE));
        assertEquals(34_464, rig.take(65_536));
    }

    @Test
    void writesInTheSameTurn() {
        TestHandler handler = rig.accept("test");
        handler.write(10);
        rig.loop.turn();
        assertEquals(10, rig.take(100));
    }

    @Test
    void fullInbufHoldsReadingUntilTheHandlerTakes() {
        TestHandler handler = rig.accept("test");
        handler.takes = false;
        handler.connection.inbufLimit(1_000);
        rig.send(5_000);
        rig.group.crank();
        assertEquals(1_000, handler.connection.inbuf().length());
        assertTrue(handler.connection.reading().holds(Reason.INBUF_FULL));
        handler.takes = true;
        handler.takeAll();
        handler.connection.inbufChanged();
        rig.group.crank();
        assertEquals(5_000, handler.taken);
        assertFalse(handler.connection.reading().holds(Reason.INBUF_FULL));
    }

    @Test
    void demandLetsOneRecordInPerTurn() {
        TestHandler handler = rig.accept("test");
        handler.connection.reading().hold(Reason.OPERATOR, rig.loop.now());
        rig.group.crank();
        rig.send(50_000);
        rig.group.crank();
        assertEquals(0, handler.taken);
        handler.connection.demand(true, false);
        rig.loop.turn();
        rig.loop.turn();
        assertEquals(Gate.RECORD, handler.taken);
        handler.connection.demand(false, false);
        rig.group.crank();
        assertEquals(Gate.RECORD, handler.taken);
    }

    @Test
    void demandLetsOneRecordOutPerTurn() {
        TestHandler handler = rig.accept("test");
        handler.connection.writing().hold(Reason.SCHEDULER, rig.loop.now());
        handler.write(50_000);
        rig.group.crank();
        assertEquals(0, rig.take(100_000));
        handler.connection.demand(false, true);
        rig.loop.turn();
        assertEquals(Gate.RECORD, rig.take(100_000));
        handler.connection.demand(false, false);
        rig.loop.turn();
        assertTrue(rig.take(100_000) <= Gate.RECORD);
        rig.group.crank();
        assertEquals(0, rig.take(100_000));
    }

    @Test
    void closesAfterFlushing() {
        TestHandler handler = rig.accept("test");
        handler.write(100_000);
        handler.connection.closeAfterFlush(CloseCause.FINISHED);
        assertFalse(handler.connection.isOpen());
        rig.group.crank();
        assertNull(handler.closedWith);
        assertEquals(65_536, rig.take(100_000));
        rig.group.crank();
        assertEquals(CloseCause.FINISHED, handler.closedWith);
        assertEquals(34_464, rig.take(100_000));
        assertEquals(-1, rig.take(1));
        assertEquals(0, rig.table.size());
        assertEquals("closed", handler.events.get(handler.events.size() - 1));
    }

    @Test
    void flushingWithoutProgressEnds() {
        TestHandler handler = rig.accept("test");
        handler.write(100_000);
        handler.connection.closeAfterFlush(CloseCause.FINISHED);
        rig.group.advance(10 * Rig.SECOND);
        rig.take(1_000);
        rig.group.advance(10 * Rig.SECOND);
        assertNull(handler.closedWith);
        rig.group.advance(6 * Rig.SECOND);
        assertEquals(CloseCause.FINISHED, handler.closedWith);
    }

    @Test
    void closingReadsNothingMore() {
        TestHandler handler = rig.accept("test");
        handler.write(100_000);
        handler.connection.closeAfterFlush(CloseCause.FINISHED);
        rig.send(10);
        rig.group.crank();
        assertEquals(0, handler.taken);
    }

    @Test
    void peerFaultClosesWithItsCause() {
        TestHandler handler = rig.accept("test");
        handler.fault = new PeerFault(CloseCause.WRONG_IDENTITY, "not you");
        rig.send(1);
        rig.group.crank();
        assertEquals(CloseCause.WRONG_IDENTITY, handler.closedWith);
        assertTrue(rig.peer.peer().isClosed());
    }

    @Test
    void bugClosesOnlyItsConnection() {
        TestHandler handler = rig.accept("test");
        rig.knock();
        TestHandler other = rig.type.last();
        handler.bug = new IllegalStateException("on purpose");
        rig.send(1);
        rig.group.crank();
        assertEquals(CloseCause.BUG, handler.closedWith);
        assertEquals(1, rig.context.bugs().count());
        assertTrue(other.connection.isOpen());
    }

    @Test
    void brokenSocketCloses() {
        TestHandler handler = rig.accept("test");
        rig.peer.reset();
        rig.group.crank();
        assertEquals(CloseCause.IO_ERROR, handler.closedWith);
    }

    @Test
    void finishWritingEndsTheStreamAfterTheLastByte() {
        TestHandler handler = rig.accept("test");
        handler.write(70_000);
        handler.connection.finishWriting();
        rig.group.crank();
        assertEquals(65_536, rig.take(100_000));
        rig.group.crank();
        assertEquals(4_464, rig.take(100_000));
        assertEquals(-1, rig.take(1));
        rig.send(5);
        rig.group.crank();
        assertEquals(5, handler.taken);
    }

    @Test
    void buffersAreExchangedWithoutLoss() {
        TestHandler handler = rig.accept("test");
        handler.takes = false;
        rig.send(500);
        handler.connection.writing().hold(Reason.SCHEDULER, rig.loop.now());
        handler.write(300);
        rig.group.crank();
        rig.group.fromOutside(() -> {
            rig.slots.buffers().withdraw(rig.layer);
            return null;
        });
        assertTrue(handler.connection.reading().holds(Reason.NO_BUFFERS));
        assertTrue(handler.connection.inbuf() instanceof ArrayBuffer);
        assertEquals(500, handler.connection.inbuf().length());
        rig.slots.buffers().offer(rig.layer, java.util.Map.of());
        handler.connection.writing().lift(Reason.SCHEDULER);
        rig.group.crank();
        assertFalse(handler.connection.inbuf() instanceof ArrayBuffer);
        assertEquals(500, handler.connection.inbuf().length());
        assertEquals(300, rig.take(1_000));
    }

    @Test
    void safeLoggingKeepsAddressesOutOfTheLog() {
        String safe = new Rig().accept("test").connection.toString();
        assertTrue(safe.endsWith("to [scrubbed]"), safe);
        String open = new Rig(TestScope.of("SafeLogging", "0"))
                .accept("test")
                .connection
                .toString();
        assertTrue(open.contains("127.0.0.1"), open);
    }

    @Test
    void aDemandDoesNotReadPastAFullInbuf() {
        Rig rig = new Rig();
        TestHandler handler = rig.accept("test");
        handler.takes = false;
        handler.connection.inbufLimit(20_000);
        handler.connection.demand(true, false);
        for (int i = 0; i < 10; i++) {
            rig.send(20_000);
            rig.group.crank();
        }
        assertEquals(20_000, handler.connection.inbuf().length());
    }

    @Test
    void aBugAtTheTurnsEndCostsItsConnectionOnly() {
        Rig rig = new Rig();
        TestHandler bad = rig.accept("test");
        rig.knock();
        TestHandler good = rig.type.last();
        SpySocket.over(bad.connection).bug = new IllegalStateException("broken");
        bad.connection.reading().hold(Reason.OPERATOR, 0);
        good.write(10);
        rig.group.crank();
        assertEquals(CloseCause.BUG, bad.closedWith);
        assertEquals(0, good.connection.outbuf().length());
    }
}
