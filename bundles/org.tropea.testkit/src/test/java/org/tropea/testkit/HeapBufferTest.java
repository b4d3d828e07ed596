package org.tropea.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.fault.Bug;

class HeapBufferTest {
    private final ManualClock clock = new ManualClock(5);
    private final BufferPool pool = new HeapBufferLayer(4).pool(clock);
    private final Buffer buffer = pool.buffer();

    @Test
    void showsPiecesUntilPulledUp() {
        buffer.append("abcdefghij".getBytes(), 0, 10);
        assertEquals(4, buffer.headLength());
        buffer.pullUp(7);
        assertEquals(7, buffer.headLength());
        buffer.drain(6);
        assertEquals(4, buffer.headLength());
        assertEquals('g', buffer.head()[buffer.headOffset()]);
    }

    @Test
    void viewsShowAllBytesInPieces() {
        buffer.append("abcdefghij".getBytes(), 0, 10);
        ByteBuffer[] views = new ByteBuffer[8];
        assertEquals(3, buffer.views(views));
        assertEquals(4, views[0].remaining());
        assertEquals(2, views[2].remaining());
    }

    @Test
    void tailIsFilledInPlace() {
        byte[] tail = buffer.tail(3);
        tail[buffer.tailOffset()] = 'x';
        buffer.filled(1);
        byte[] all = new byte[1];
        buffer.peek(0, all, 0, 1);
        assertArrayEquals(new byte[] {'x'}, all);
    }

    @Test
    void findsAndMovesWithItsAge() {
        buffer.append("abcdefghij".getBytes(), 0, 10);
        assertEquals(5, buffer.find("fg".getBytes(), 2));
        assertEquals(-1, buffer.find("fg".getBytes(), 6));
        clock.advance(10);
        Buffer target = pool.buffer();
        target.append(new byte[1], 0, 1);
        assertEquals(10, buffer.moveTo(target, 99));
        assertEquals(5, target.oldestAt());
        assertEquals(Long.MAX_VALUE, buffer.oldestAt());
        assertEquals(11, pool.bytesHeld());
    }

    @Test
    void drainingTooMuchIsABug() {
        assertThrows(Bug.class, () -> buffer.drain(1));
    }
}
