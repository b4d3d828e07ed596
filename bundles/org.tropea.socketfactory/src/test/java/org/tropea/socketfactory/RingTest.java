package org.tropea.socketfactory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tropea.flow.buffer.Buffer;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.HeapBufferLayer;

class RingTest {
    private final Ring ring = new Ring();

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Buffer buffer() {
        return new HeapBufferLayer().pool(new HandCrankedLoop()::now).buffer();
    }

    @Test
    void takesNoMoreThanItHolds() {
        assertEquals(Ring.SIZE, ring.put(bytes(Ring.SIZE + 5), 0, Ring.SIZE + 5));
        assertEquals(0, ring.put(bytes(5), 0, 5));
        assertEquals(0, ring.room());
    }

    @Test
    void bytesComeOutInOrderAcrossTheEnd() {
        byte[] some = bytes(Ring.SIZE - 10);
        byte[] taken = new byte[Ring.SIZE];
        ring.put(some, 0, some.length);
        ring.take(taken, 0, some.length);
        ring.put(some, 0, 30);
        assertEquals(30, ring.take(taken, 2, 100));
        assertArrayEquals(Arrays.copyOf(some, 30), Arrays.copyOfRange(taken, 2, 32));
    }

    @Test
    void whatDoesNotFitStaysInTheBuffer() {
        Buffer source = buffer();
        byte[] all = bytes(Ring.SIZE + 1000);
        source.append(all, 0, all.length);
        ring.put(source);
        assertEquals(1000, source.length());
        Buffer target = buffer();
        assertEquals(7, ring.take(target, 7));
        assertEquals(Ring.SIZE - 7, ring.take(target, Integer.MAX_VALUE));
        byte[] moved = new byte[Ring.SIZE];
        target.read(moved, 0, moved.length);
        assertArrayEquals(Arrays.copyOf(all, Ring.SIZE), moved);
    }

    @Test
    void aNegativeAmountTakesNothing() {
        ring.put(bytes(3), 0, 3);
        assertEquals(0, ring.take(buffer(), -4));
        assertEquals(3, ring.used());
    }

    @Test
    void twoThreadsLoseNothing() {
        byte[] all = bytes(5_000_000);
        CompletableFuture<Void> putter = CompletableFuture.runAsync(() -> {
            for (int done = 0; done < all.length; ) {
                done += ring.put(all, done, Math.min(7_001, all.length - done));
            }
        });
        byte[] got = new byte[all.length];
        for (int done = 0; done < got.length; ) {
            done += ring.take(got, done, Math.min(5_003, got.length - done));
        }
        putter.join();
        assertArrayEquals(all, got);
    }
}
