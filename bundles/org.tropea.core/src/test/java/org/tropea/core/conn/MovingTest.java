package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.testkit.NullTlsProvider;
import org.tropea.testkit.TestScope;

/** A connection that rests goes from one loop to another. */
class MovingTest {
    private final Rig rig = new Rig(TestScope.of("SwapDrainTime", "0"), 2, 1_000);
    private TestHandler handler;
    private EventLoop from;
    private EventLoop to;
    private EventLoop arrivedIn;
    private boolean moves;

    /** Takes its engine. */
    private static final class Asker implements TlsEngines.Asker {
        @Override
        public void engine(TlsEngine made) {}

        @Override
        public void refused(TlsFault why) {
            throw new AssertionError(why);
        }

        @Override
        public void leaving() {}
    }

    @BeforeEach
    void accept() {
        handler = rig.accept("test");
        from = handler.connection.loop();
        to = rig.group.loop(1 - from.index());
    }

    private void askToMove() {
        from.execute(() -> moves = handler.connection.move(to, () -> arrivedIn = handler.connection.loop()));
    }

    /** Asks for the move in a turn of its loop. */
    private boolean move() {
        askToMove();
        rig.group.loop(from.index()).turn();
        return moves;
    }

    @Test
    void bytesComeInTheOtherLoopFromThenOn() {
        assertTrue(move());
        rig.send(100);
        rig.group.loop(from.index()).turn();
        assertEquals(0, handler.taken);
        rig.group.loop(to.index()).crank();
        assertEquals(to, arrivedIn);
        assertEquals(100, handler.taken);
        handler.write(10);
        rig.group.loop(to.index()).turn();
        assertEquals(10, rig.take(100));
    }

    @Test
    void countsGoOn() {
        rig.send(100);
        rig.group.crank();
        assertTrue(move());
        rig.send(50);
        rig.group.crank();
        ConnectionStatus status = handler.connection.status();
        assertEquals(150, status.bytesRead());
        assertEquals(to.index(), status.loop());
        assertEquals(1, rig.table.loads().of(to.index()));
        assertEquals(0, rig.table.loads().of(from.index()));
    }

    @Test
    void oneWithBytesInItStays() {
        handler.takes = false;
        rig.send(1);
        rig.group.crank();
        assertFalse(move());
        assertEquals(from, handler.connection.loop());
    }

    @Test
    void oneThatIsHeldStays() {
        rig.table.hold(handler.connection.id(), true, false);
        rig.group.crank();
        assertFalse(move());
    }

    @Test
    void itEndsWhereItIs() {
        move();
        rig.group.crank();
        rig.peer.close();
        rig.group.crank();
        handler.connection.close(CloseCause.FINISHED);
        rig.group.crank();
        assertEquals(CloseCause.FINISHED, handler.closedWith);
        assertEquals(0, rig.table.loads().of(to.index()));
    }

    @Test
    void itDrainsWithItsTypeInTheOtherLoop() {
        move();
        rig.group.crank();
        rig.group.fromOutside(() -> {
            rig.slots.types().withdraw(rig.type);
            return null;
        });
        rig.group.crank();
        assertEquals(CloseCause.PROVIDER_GONE, handler.closedWith);
    }

    @Test
    void oneWhoseTypeLeftTheOtherLoopMeanwhileCloses() {
        askToMove();
        rig.slots.types().offer(new TestType(), Map.of(ConnectionType.TYPE, "test", "service.ranking", 9));
        rig.group.loop(to.index()).turn();
        rig.group.crank();
        assertTrue(moves);
        assertEquals(to, arrivedIn);
        assertEquals(CloseCause.PROVIDER_GONE, handler.closedWith);
    }

    /** Gives up what it holds only while it is not told otherwise. */
    private static final class FragileLayer implements BufferLayer {
        private boolean broken;

        @Override
        public String name() {
            return "fragile";
        }

        @Override
        public BufferPool pool(LongSupplier clock) {
            return new SparePool(clock) {
                @Override
                public Buffer buffer() {
                    return fragile(this, clock);
                }
            };
        }

        private Buffer fragile(SparePool pool, LongSupplier clock) {
            return new ArrayBuffer(pool, clock) {
                @Override
                public int moveTo(Buffer target, int length) {
                    if (broken) {
                        throw new IllegalStateException("on purpose");
                    }
                    return super.moveTo(target, length);
                }
            };
        }
    }

    /** What its handler knows of loops is the other one's before anything ends it there. */
    @Test
    void oneThatEndsOnArrivalHasSettledIn() {
        FragileLayer layer = new FragileLayer();
        rig.slots.buffers().offer(layer, Map.of("service.ranking", 1));
        rig.group.crank();
        assertTrue(move());
        layer.broken = true;
        rig.group.loop(to.index()).crank();
        assertEquals(CloseCause.BUG, handler.closedWith);
        assertEquals(to, arrivedIn);
    }

    @Test
    void oneOnItsWayIsClosedWithAllTheOthers() {
        CloseCause[] when = new CloseCause[1];
        askToMove();
        rig.table.closeAll(CloseCause.SHUTDOWN).thenRun(() -> when[0] = handler.closedWith);
        rig.group.loop(to.index()).crank();
        rig.group.loop(from.index()).turn();
        assertTrue(moves);
        rig.group.loop(from.index()).crank();
        rig.group.crank();
        assertEquals(CloseCause.SHUTDOWN, handler.closedWith);
        assertEquals(CloseCause.SHUTDOWN, when[0]);
    }

    @Test
    void afterAllWereClosedNoneGoes() {
        rig.table.closeAll(CloseCause.SHUTDOWN);
        askToMove();
        rig.group.crank();
        assertFalse(moves);
    }

    @Test
    void oneWhoseNewLoopHasStoppedEndsWhereItWas() {
        rig.group.loop(to.index()).stop();
        assertFalse(move());
        rig.group.loop(from.index()).crank();
        assertEquals(CloseCause.SHUTDOWN, handler.closedWith);
        assertNull(arrivedIn);
        assertEquals(0, rig.table.loads().of(to.index()));
        assertEquals(0, rig.table.loads().of(from.index()));
    }

    @Test
    void itsEnginesProviderCountsItInTheOtherLoop() {
        TlsProvider provider = new NullTlsProvider();
        rig.slots.tls().offer(provider, Map.of(TlsProvider.NAME, "null"));
        rig.group.crank();
        from.execute(() -> rig.table.requestTls(handler.connection, false, null, new Asker()));
        rig.group.crank();
        assertTrue(move());
        rig.group.crank();
        assertEquals(1, rig.table.perLoop().get(to.index()).tls().sessions().size());
        assertEquals(0, rig.table.perLoop().get(from.index()).tls().sessions().size());
        assertNull(handler.closedWith);
    }
}
