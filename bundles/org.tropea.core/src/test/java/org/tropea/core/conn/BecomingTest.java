package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Carried;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Wrap;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.suspend.Reason;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.TestScope;

/** A connection of one type becomes another's, its bytes as they are or with a wrap around them. */
class BecomingTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("203.0.113.7", 4711);

    private final Rig rig = new Rig(TestScope.of("SwapDrainTime", "0"));
    private final TestType transport = new TestType();

    @BeforeEach
    void offer() {
        rig.slots.types().offer(transport, Map.of(ConnectionType.TYPE, "transport.x"));
        rig.group.crank();
    }

    /** One accepted connection of the transport's, with a handler that leaves what comes. */
    private TestHandler accept() {
        rig.listen("transport.x");
        rig.peer = rig.knock();
        TestHandler handler = transport.last();
        handler.takes = false;
        return handler;
    }

    private TestHandler become(TestHandler before, Wrap wrap) throws LocalFault {
        before.connection.become("or", "told", new Carried("x", CLIENT, wrap));
        return rig.type.last();
    }

    @Test
    void bytesThatCameAndThoseToBeSentStayAsTheyAre() throws LocalFault {
        TestHandler before = accept();
        rig.send(100);
        rig.group.crank();
        before.write(30);
        Buffer inbuf = before.connection.inbuf();
        TestHandler after = become(before, null);
        assertEquals("told", after.attachment);
        assertEquals(100, after.taken);
        assertEquals(inbuf, after.connection.inbuf());
        rig.group.crank();
        assertEquals(30, rig.take(100));
        rig.send(5);
        rig.group.crank();
        assertEquals(105, after.taken);
        assertFalse(before.events.contains("closed"));
    }

    @Test
    void itIsOfTheNewTypeAndTellsWhoseItIs() throws LocalFault {
        TestHandler after = become(accept(), null);
        rig.group.crank();
        assertEquals("or", after.connection.type());
        assertEquals(CLIENT, after.connection.remote());
        assertEquals("x", after.connection.status().transport());
        rig.peer.close();
        rig.group.crank();
        assertTrue(after.events.contains("reachedEof"));
    }

    @Test
    void anAbsentTypeChangesNothing() {
        TestHandler before = accept();
        assertThrows(LocalFault.class, () -> before.connection.become("none", null, new Carried("x", null, null)));
        assertEquals("transport.x", before.connection.type());
        before.takes = true;
        rig.send(10);
        rig.group.crank();
        assertEquals(10, before.taken);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTypeThatFailsToOpenClosesItAndTheOldHandlerIsTold(boolean isWrapped) {
        TestHandler before = accept();
        rig.type.fails = new IllegalStateException("on purpose");
        assertThrows(LocalFault.class, () -> become(before, isWrapped ? new Doubling() : null));
        rig.group.crank();
        assertEquals(CloseCause.BUG, before.closedWith);
        assertEquals(1, rig.context.bugs().count());
    }

    @Test
    void aDialledOneIsToldThatItIsConnected() throws LocalFault {
        rig.listen("test");
        rig.table.dial("transport.x", Rig.HERE, null, rig.loop);
        rig.group.crank();
        TestHandler after = become(transport.last(), null);
        assertEquals("finishedConnecting", after.events.get(0));
    }

    @Test
    void aWrapOpensWhatIsLeftAndWhatComes() throws LocalFault {
        TestHandler before = accept();
        rig.send(101);
        rig.group.crank();
        TestHandler after = become(before, new Doubling());
        assertEquals(50, after.taken);
        rig.send(1);
        rig.group.crank();
        assertEquals(51, after.taken);
    }

    @Test
    void aWrapSealsWhatIsWrittenButNotWhatWasThereBefore() throws LocalFault {
        TestHandler before = accept();
        before.write(7);
        TestHandler after = become(before, new Doubling());
        after.write(10);
        rig.group.crank();
        assertEquals(27, rig.take(100));
        assertTrue(after.connection.writing().holds(Reason.NOTHING_TO_WRITE));
        assertTrue(after.events.contains("finishedFlushing"));
    }

    @Test
    void onlyWhatIsAboutToBeWrittenIsSealed() throws LocalFault {
        TestHandler after = become(accept(), new Doubling());
        after.write(1 << 20);
        rig.group.crank();
        int waits = after.connection.outbuf().length();
        assertTrue((1 << 20) - waits <= 2 * Wrapped.AHEAD, () -> waits + " of 1 MiB wait");
        int got = 0;
        for (int count = 1; count > 0; ) {
            count = rig.take(1 << 16);
            got += Math.max(0, count);
            rig.group.crank();
        }
        assertEquals(2 << 20, got);
    }

    @Test
    void closingFlushesWhatIsSealed() throws LocalFault {
        TestHandler after = become(accept(), new Doubling());
        after.write(60_000);
        after.connection.closeAfterFlush(CloseCause.FINISHED);
        rig.group.crank();
        int first = rig.take(1 << 17);
        assertNull(after.closedWith);
        rig.group.crank();
        assertEquals(120_000, first + rig.take(1 << 17));
        assertEquals(CloseCause.FINISHED, after.closedWith);
    }

    @Test
    void aPausePausesWriting() throws LocalFault {
        Doubling wrap = new Doubling();
        wrap.most = 4;
        wrap.pause = 3 * Rig.MILLI;
        TestHandler after = become(accept(), wrap);
        after.write(5);
        rig.group.crank();
        assertEquals(4, rig.take(100));
        assertTrue(after.connection.writing().holds(Reason.PACED));
        rig.group.advance(4 * Rig.MILLI);
        assertEquals(4, rig.take(100));
        rig.group.advance(4 * Rig.MILLI);
        assertEquals(2, rig.take(100));
    }

    /** What waits for a paced write waits where the scheduler sees it. */
    @Test
    void aPacedOneSealsNoMoreThanAWriteAhead() throws LocalFault {
        Doubling wrap = new Doubling();
        wrap.most = 4;
        wrap.pause = 3 * Rig.MILLI;
        TestHandler after = become(accept(), wrap);
        after.write(2);
        rig.group.crank();
        after.write(60_000);
        rig.group.advance(4 * Rig.MILLI);
        assertEquals(8, rig.take(100));
        int waits = after.connection.outbuf().length();
        assertTrue(60_000 - waits <= Wrapped.PACED_AHEAD, () -> waits + " of 60000 wait");
    }

    @Test
    void whatIsWronglySealedClosesIt() throws LocalFault {
        Doubling wrap = new Doubling();
        TestHandler after = become(accept(), wrap);
        wrap.fault = new PeerFault("not sealed by us");
        rig.send(10);
        rig.group.crank();
        assertEquals(CloseCause.PEER_FAULT, after.closedWith);
    }

    @Test
    void anotherBufferLayerTakesSealedBytesToo() throws LocalFault {
        TestHandler before = accept();
        rig.send(3);
        rig.group.crank();
        TestHandler after = become(before, new Doubling());
        after.write(100_000);
        rig.group.crank();
        Buffer old = after.connection.outbuf();
        HeapBufferLayer other = new HeapBufferLayer();
        rig.slots.buffers().offer(other, Map.of("service.ranking", 1));
        rig.group.crank();
        assertNotSame(old, after.connection.outbuf());
        rig.send(1);
        int got = 0;
        for (int count = 1; count > 0; ) {
            count = rig.take(1 << 16);
            got += Math.max(0, count);
            rig.group.crank();
        }
        assertEquals(200_000, got);
        assertEquals(2, after.taken);
    }

    /** With a wrap it runs the transport's code; without one nothing of that is left. */
    @Test
    void aWrappedOneEndsWithItsTransport() throws Exception {
        TestHandler plain = become(accept(), null);
        rig.peer = rig.knock();
        TestHandler wrapped = become(transport.last(), new Doubling());
        rig.group.crank();
        rig.group.fromOutside(() -> {
            rig.slots.types().withdraw(transport);
            return null;
        });
        assertEquals(CloseCause.PROVIDER_GONE, wrapped.closedWith);
        assertNull(plain.closedWith);
    }

    /** Says each byte twice. */
    private static final class Doubling extends Wrap {
        int most = Integer.MAX_VALUE;
        long pause;
        PeerFault fault;

        @Override
        public void open(Buffer sealed, Buffer plain) throws PeerFault {
            if (fault != null) {
                throw fault;
            }
            byte[] two = new byte[2];
            while (sealed.length() > 1) {
                sealed.read(two, 0, 2);
                plain.append(two, 0, 1);
            }
        }

        @Override
        public void seal(Buffer plain, Buffer sealed, int most) {
            byte[] one = new byte[1];
            while (plain.length() > 0 && sealed.length() < most) {
                plain.read(one, 0, 1);
                sealed.append(one, 0, 1);
                sealed.append(one, 0, 1);
            }
        }

        @Override
        public int nextWrite(Buffer sealed) {
            return Math.min(most, sealed.length());
        }

        @Override
        public long pauseNanos() {
            return pause;
        }
    }
}
