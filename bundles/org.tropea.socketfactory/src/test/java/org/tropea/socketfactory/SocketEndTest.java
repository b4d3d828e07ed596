package org.tropea.socketfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.flow.fault.CloseCause;

/** The loop's side of a socket: what it takes from the program's ring, and what it puts into it. */
class SocketEndTest {
    private final SocketsRig rig = new SocketsRig();
    private Passage passage;

    @BeforeEach
    void open() {
        passage = rig.open();
    }

    private int read(int most) throws IOException {
        return passage.read(new byte[most], 0, most, 1);
    }

    @Test
    void aMarkLimitsWhatWaitsAtEachSide() throws Exception {
        passage.out().put(new byte[Ring.SIZE], 0, Ring.SIZE);
        rig.half.handler.flushedSome();
        passage.out().put(new byte[100], 0, 100);
        rig.half.handler.flushedSome();
        assertEquals(Ring.SIZE, rig.half.outbuf().length());
        assertEquals(100, passage.out().used());
        assertEquals(Ring.SIZE, rig.half.inbufLimit);
    }

    @Test
    void afterTheStreamAllIsFetched() {
        rig.end.streamEnded(EndReason.DONE);
        assertEquals(Integer.MAX_VALUE, rig.half.inbufLimit);
        assertTrue(rig.half.isOpen());
    }

    @Test
    void theConnectionEndsBehindTheLastByte() throws Exception {
        rig.half.receive("x".repeat(Ring.SIZE + 1));
        rig.end.streamEnded(EndReason.DONE);
        rig.half.receiveEnd();
        assertTrue(rig.half.isOpen());
        assertEquals(Ring.SIZE, read(Ring.SIZE));
        rig.group.crank();
        assertFalse(rig.half.isOpen());
        assertEquals(1, read(Ring.SIZE));
        assertEquals(-1, read(1));
    }

    /** Not DONE: something on the way was lost. */
    @Test
    void aConnectionThatBreaksBehindTheStreamIsNoEnd() {
        rig.end.streamEnded(EndReason.DONE);
        rig.half.close(CloseCause.BUG);
        rig.group.crank();
        assertThrows(SocketException.class, () -> read(1));
    }

    @Test
    void lingeringSendsWhatWasWritten() {
        passage.out().put(new byte[100], 0, 100);
        passage.close(true);
        rig.group.crank();
        assertEquals(100, rig.half.outbuf().length());
        assertTrue(rig.half.flushes);
    }

    @Test
    void notLingeringDropsIt() {
        passage.out().put(new byte[100], 0, 100);
        passage.close(false);
        rig.group.crank();
        assertEquals(0, rig.half.outbuf().length());
        assertFalse(rig.half.flushes);
    }

    @Test
    void whatComesForAClosedSocketIsDropped() {
        rig.end.streamEnded(EndReason.DONE);
        passage.close(true);
        rig.half.receive("too late");
        assertEquals(0, passage.in().used());
    }

    /** As a JDK socket: the garbage collector closes it. */
    @Test
    void aDroppedSocketIsClosed() throws Exception {
        dropOne();
        rig.until(() -> {
            System.gc();
            return !rig.half.isOpen();
        });
        assertEquals(CloseCause.FINISHED, rig.half.cause);
    }

    private void dropOne() {
        rig.group.fromOutside(() -> {
            new CircuitSocketFactory(rig.sockets, "test").createSocket("example.org", 80);
            return null;
        });
        assertEquals("example.org", rig.asked.host());
        assertNull(rig.half.cause);
    }
}
