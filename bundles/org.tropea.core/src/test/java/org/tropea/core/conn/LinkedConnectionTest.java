package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.suspend.Reason;

class LinkedConnectionTest {
    private final Rig rig = new Rig();
    private TestHandler one;
    private TestHandler other;

    @BeforeEach
    void link() throws Exception {
        TestHandler[] pair = rig.link();
        one = pair[0];
        other = pair[1];
    }

    @Test
    void eachGetsItsTypeAndAttachment() {
        assertEquals("one", one.attachment);
        assertEquals("or", other.connection.type());
        assertNull(one.connection.remote());
    }

    @Test
    void bytesArriveInALaterTurnWithTheSameCallbacks() {
        one.write(1_000);
        assertEquals(0, other.taken);
        rig.group.crank();
        assertEquals(1_000, other.taken);
        assertEquals(List.of("flushedSome", "finishedFlushing"), one.events);
        assertEquals(List.of("processInbuf"), other.events);
        assertTrue(one.connection.writing().holds(Reason.NOTHING_TO_WRITE));
    }

    @Test
    void slowSideHoldsTheFastOne() {
        other.takes = false;
        other.connection.inbufLimit(10_000);
        one.write(35_000);
        rig.group.crank();
        assertEquals(10_000, other.connection.inbuf().length());
        assertEquals(25_000, one.connection.outbuf().length());
        assertTrue(other.connection.reading().holds(Reason.INBUF_FULL));
        assertTrue(one.connection.writing().holds(Reason.LINKED_PEER_FULL));
        for (int i = 0; i < 4; i++) {
            other.takeAll();
            other.connection.inbufChanged();
            rig.group.crank();
        }
        assertEquals(35_000, other.taken);
        assertFalse(one.connection.writing().holds(Reason.LINKED_PEER_FULL));
        assertTrue(one.events.contains("finishedFlushing"));
    }

    @Test
    void heldReadingAndHeldWritingStopTheFlow() {
        other.connection.reading().hold(Reason.OPERATOR, rig.loop.now());
        one.write(10);
        rig.group.crank();
        assertEquals(0, other.taken);
        other.connection.reading().lift(Reason.OPERATOR);
        one.connection.writing().hold(Reason.SCHEDULER, rig.loop.now());
        rig.group.crank();
        assertEquals(0, other.taken);
        one.connection.writing().lift(Reason.SCHEDULER);
        rig.group.crank();
        assertEquals(10, other.taken);
    }

    @Test
    void bothWaysAtOnce() {
        one.write(300_000);
        other.write(200_000);
        rig.group.crank();
        assertEquals(300_000, other.taken);
        assertEquals(200_000, one.taken);
    }

    @Test
    void closeAfterFlushDeliversEverythingThenTheEnd() {
        one.write(200_000);
        one.connection.closeAfterFlush(CloseCause.FINISHED);
        rig.group.crank();
        assertEquals(200_000, other.taken);
        assertEquals(CloseCause.FINISHED, one.closedWith);
        assertEquals(List.of("processInbuf", "reachedEof"), other.events);
    }

    @Test
    void finishWritingLeavesTheOtherDirectionOpen() {
        one.connection.finishWriting();
        other.write(7);
        rig.group.crank();
        assertEquals(3, other.events.size());
        assertTrue(other.events.contains("reachedEof"));
        assertEquals(7, one.taken);
    }

    @Test
    void closingWithBytesForADeadPeerEndsAtOnce() {
        one.connection.close(CloseCause.FINISHED);
        rig.group.crank();
        other.write(10);
        other.connection.closeAfterFlush(CloseCause.PEER_CLOSED);
        rig.group.crank();
        assertEquals(CloseCause.PEER_CLOSED, other.closedWith);
        assertEquals(List.of(), rig.group.fromOutside(() -> rig.table.status().get()));
    }

    @Test
    void neverPaysBandwidth() {
        long before = rig.limits.reading().available(0, true, rig.loop.now());
        one.write(100_000);
        rig.group.crank();
        assertEquals(before, rig.limits.reading().available(0, true, rig.loop.now()));
    }

    @Test
    void aHalfMayHaveAHandlerInsteadOfAType() throws Exception {
        TestHandler[] pair = rig.linkTo();
        pair[0].write(500);
        rig.group.crank();
        assertEquals(500, pair[1].taken);
        assertEquals("linked", pair[1].connection.type());
        pair[0].connection.close(CloseCause.FINISHED);
        rig.group.crank();
        assertTrue(pair[1].events.contains("reachedEof"));
    }
}
