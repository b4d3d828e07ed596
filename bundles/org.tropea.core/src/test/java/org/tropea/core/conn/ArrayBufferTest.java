package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tropea.flow.buffer.Buffer;

class ArrayBufferTest {
    private long now = 7;
    private final SparePool pool = new SparePool(() -> now);

    @Test
    void givesBackWhatWasPutInInOrder() {
        Random random = new Random(1);
        Buffer buffer = pool.buffer();
        byte next = 0;
        byte expected = 0;
        for (int step = 0; step < 1_000; step++) {
            byte[] in = new byte[random.nextInt(50)];
            for (int i = 0; i < in.length; i++) {
                in[i] = next++;
            }
            buffer.append(ByteBuffer.wrap(in));
            byte[] out = new byte[random.nextInt(50)];
            int count = buffer.read(out, 0, out.length);
            for (int i = 0; i < count; i++) {
                assertEquals(expected++, out[i]);
            }
            assertEquals(buffer.length(), pool.bytesHeld());
        }
    }

    @Test
    void findsPeeksAndMoves() {
        Buffer buffer = pool.buffer();
        buffer.append(new byte[] {1, 2, 3, 2, 3}, 0, 5);
        assertEquals(1, buffer.find(new byte[] {2, 3}, 0));
        assertEquals(3, buffer.find(new byte[] {2, 3}, 2));
        assertEquals(-1, buffer.find(new byte[] {3, 2, 1}, 0));
        byte[] seen = new byte[2];
        buffer.peek(1, seen, 0, 2);
        assertArrayEquals(new byte[] {2, 3}, seen);
        Buffer target = pool.buffer();
        assertEquals(4, buffer.moveTo(target, 4));
        assertEquals(1, buffer.length());
        byte[] moved = Arrays.copyOfRange(target.head(), target.headOffset(), target.headOffset() + 4);
        assertArrayEquals(new byte[] {1, 2, 3, 2}, moved);
    }

    @Test
    void knowsTheAgeOfItsOldestByte() {
        Buffer buffer = pool.buffer();
        assertEquals(Long.MAX_VALUE, buffer.oldestAt());
        buffer.append(new byte[2], 0, 2);
        now = 9;
        buffer.append(new byte[2], 0, 2);
        assertEquals(7, buffer.oldestAt());
        buffer.clear();
        assertEquals(Long.MAX_VALUE, buffer.oldestAt());
        assertEquals(0, pool.bytesAllocated());
    }

    @Test
    void refusesToDrainMoreThanItHolds() {
        Buffer buffer = pool.buffer();
        buffer.append(new byte[2], 0, 2);
        assertThrows(IndexOutOfBoundsException.class, () -> buffer.drain(3));
    }
}
