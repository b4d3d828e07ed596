package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.conn.Carried;
import org.tropea.flow.conn.Wrap;
import org.tropea.flow.fault.CloseCause;

/** A buffer layer that does not give back all bytes when another one takes over. */
class LosingLayerTest {
    private static final long IN_LAYER = 100;

    private final Rig rig = new Rig();

    /** Moves half of what it holds; then it throws, or says that this was all. */
    private record Losing(boolean isThrowing) implements BufferLayer {
        @Override
        public String name() {
            return "losing";
        }

        @Override
        public BufferPool pool(LongSupplier clock) {
            return new SparePool(clock) {
                @Override
                public Buffer buffer() {
                    return half(new SparePool(clock), clock);
                }
            };
        }

        private Buffer half(SparePool pool, LongSupplier clock) {
            return new ArrayBuffer(pool, clock) {
                @Override
                public int moveTo(Buffer target, int length) {
                    int moved = super.moveTo(target, length / 2);
                    if (isThrowing && length > 0) {
                        throw new IllegalStateException("on purpose");
                    }
                    return moved;
                }
            };
        }
    }

    private TestHandler holder(boolean inbuf) {
        rig.peer = rig.knock();
        TestHandler handler = rig.type.last();
        handler.takes = !inbuf;
        rig.send((int) IN_LAYER);
        rig.group.crank();
        return handler;
    }

    private void swapAway(BufferLayer losing) {
        rig.group.fromOutside(() -> {
            rig.slots.buffers().withdraw(losing);
            return null;
        });
        rig.group.crank();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesWhatHasAHoleAndNothingElse(boolean isThrowing) {
        Losing losing = new Losing(isThrowing);
        rig.listen("test");
        rig.slots.buffers().offer(losing, Map.of("service.ranking", 1));
        rig.group.crank();
        TestHandler before = holder(false);
        TestHandler holed = holder(true);
        TestHandler after = holder(false);
        assertEquals(IN_LAYER, holed.connection.inbuf().length());
        swapAway(losing);
        assertEquals(CloseCause.BUG, holed.closedWith);
        assertEquals(1, rig.context.bugs().count());
        assertNull(before.closedWith);
        rig.send(7);
        rig.group.crank();
        assertEquals(IN_LAYER + 7, after.taken);
    }

    /** Nothing in it works any more once it has thrown. */
    private record Broken() implements BufferLayer {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public BufferPool pool(LongSupplier clock) {
            boolean[] breaks = new boolean[1];
            return new SparePool(clock) {
                @Override
                public Buffer buffer() {
                    return new ArrayBuffer(new SparePool(clock), clock) {
                        @Override
                        public int moveTo(Buffer target, int length) {
                            breaks[0] |= length > 0;
                            works();
                            return super.moveTo(target, length);
                        }

                        @Override
                        public int length() {
                            works();
                            return super.length();
                        }

                        @Override
                        public void clear() {
                            works();
                            super.clear();
                        }

                        private void works() {
                            if (breaks[0]) {
                                throw new IllegalStateException("on purpose");
                            }
                        }
                    };
                }
            };
        }
    }

    /** What is around the bytes of a wrapped one has buffers of the same layer. */
    @Test
    void aWrappedOneOfABrokenLayerClosesAlone() throws Exception {
        Broken broken = new Broken();
        rig.listen("test");
        rig.slots.buffers().offer(broken, Map.of("service.ranking", 1));
        rig.group.crank();
        TestHandler wrapped = holder(true);
        wrapped.connection.become("or", null, new Carried("x", null, new Keeping()));
        rig.group.crank();
        TestHandler after = rig.type.last();
        swapAway(broken);
        assertEquals(CloseCause.BUG, after.closedWith);
        assertEquals(1, rig.context.bugs().count());
    }

    /** Opens and seals nothing. */
    private static final class Keeping extends Wrap {
        @Override
        public void open(Buffer sealed, Buffer plain) {}

        @Override
        public void seal(Buffer plain, Buffer sealed, int most) {}
    }

    @Test
    void bytesThatWaitToBeWrittenCountToo() {
        Losing losing = new Losing(true);
        rig.listen("test");
        rig.slots.buffers().offer(losing, Map.of("service.ranking", 1));
        rig.group.crank();
        TestHandler handler = holder(false);
        handler.write(200_000);
        rig.group.crank();
        swapAway(losing);
        assertEquals(CloseCause.BUG, handler.closedWith);
        assertEquals(1, rig.context.bugs().count());
    }
}
