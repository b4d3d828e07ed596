package org.tropea.buffer.extents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.tls.TlsEngine;

class ExtentBufferTest {
    private long now = 100;
    private final BufferPool pool = new ExtentLayer().pool(() -> now);
    private final Buffer buffer = pool.buffer();

    @Test
    void aBufferThatWasDrainedHoldsNoExtent() {
        Buffer other = pool.buffer();
        fill(buffer, 60_000);
        buffer.drain(60_000);
        long allocated = pool.bytesAllocated();
        fill(other, 60_000);
        assertEquals(allocated, pool.bytesAllocated());
    }

    @Test
    void aLittleDataTakesASmallExtent() {
        fill(buffer, 514);
        assertEquals(ExtentPool.SMALL, pool.bytesAllocated());
    }

    @Test
    void aSmallRestLeavesTheLargeExtent() {
        fill(buffer, 60_000);
        buffer.drain(59_000);
        assertEquals(ExtentPool.SMALL, buffer.head().length);
        assertEquals((byte) 59_000, buffer.head()[buffer.headOffset()]);
    }

    @Test
    void freeExtentsAreKeptUpToABound() {
        Buffer[] many = new Buffer[2 * ExtentPool.KEEP_LARGE];
        for (int i = 0; i < many.length; i++) {
            many[i] = pool.buffer();
            fill(many[i], 60_000);
        }
        for (Buffer each : many) {
            each.clear();
        }
        assertEquals((long) ExtentPool.KEEP_LARGE * ExtentPool.LARGE, pool.bytesAllocated());
    }

    @Test
    void thePoolKnowsTheOldestByteOfAllItsBuffers() {
        Buffer other = pool.buffer();
        assertEquals(Long.MAX_VALUE, pool.oldestAt());
        fill(other, 10);
        now = 200;
        fill(buffer, 10);
        fill(pool.buffer(), 10);
        assertEquals(100, pool.oldestAt());
        other.drain(10);
        assertEquals(200, pool.oldestAt());
        buffer.moveTo(other, 10);
        assertEquals(200, pool.oldestAt());
    }

    @Test
    void memoryInUseIsThatOfExtentsInBuffers() {
        fill(buffer, 514);
        assertEquals(ExtentPool.SMALL, pool.bytesInUse());
        buffer.clear();
        assertEquals(0, pool.bytesInUse());
        assertEquals(ExtentPool.SMALL, pool.bytesAllocated());
    }

    @Test
    void aWholeExtentMovesWithoutACopy() {
        fill(buffer, 60_000);
        byte[] array = buffer.head();
        Buffer target = pool.buffer();
        assertEquals(60_000, buffer.moveTo(target, 60_000));
        assertSame(array, target.head());
        assertEquals(0, buffer.headLength());
    }

    @Test
    void aLongPrefixTakesTheExtentAlongAndLeavesACopyOfTheRest() {
        fill(buffer, 60_000);
        byte[] array = buffer.head();
        Buffer target = pool.buffer();
        buffer.moveTo(target, 50_000);
        assertSame(array, target.head());
        assertNotSame(array, buffer.head());
        assertEquals((byte) 50_000, buffer.head()[buffer.headOffset()]);
    }

    @Test
    void extentsMayMoveToAnotherPool() {
        BufferPool otherPool = new ExtentLayer().pool(() -> now);
        Buffer target = otherPool.buffer();
        fill(buffer, 60_000);
        buffer.moveTo(target, 60_000);
        assertEquals(0, pool.bytesAllocated());
        assertEquals(ExtentPool.LARGE, otherPool.bytesAllocated());
        assertEquals(60_000, otherPool.bytesHeld());
    }

    @Test
    void pullUpOfWhatIsContiguousCopiesNothing() {
        fill(buffer, 60_000);
        byte[] array = buffer.head();
        buffer.pullUp(60_000);
        assertSame(array, buffer.head());
    }

    @Test
    void ageIsThatOfTheOldestByteAlsoBehindAMove() {
        assertEquals(Long.MAX_VALUE, buffer.oldestAt());
        fill(buffer, 10);
        now = 200;
        Buffer target = pool.buffer();
        fill(target, 10);
        assertEquals(200, target.oldestAt());
        buffer.moveTo(target, 10);
        assertEquals(100, target.oldestAt());
        target.drain(20);
        assertEquals(Long.MAX_VALUE, target.oldestAt());
    }

    @Test
    void fourSealedRecordsFitOneExtent() {
        for (int i = 0; i < 4; i++) {
            buffer.tail(TlsEngine.RECORD_MAX);
            buffer.filled(TlsEngine.RECORD_MAX);
        }
        assertEquals(4 * TlsEngine.RECORD_MAX, buffer.headLength());
    }

    @Test
    void roomThatWasNotUsedIsGivenBack() {
        buffer.tail(60_000);
        buffer.filled(0);
        buffer.append(new byte[10], 0, 10);
        assertEquals(ExtentPool.SMALL, buffer.head().length);
    }

    @Test
    void whatIsImpossibleIsABug() {
        fill(buffer, 10);
        assertThrows(Bug.class, () -> buffer.drain(11));
        assertThrows(Bug.class, () -> buffer.pullUp(11));
        assertThrows(Bug.class, () -> buffer.peek(5, new byte[10], 0, 6));
        assertThrows(Bug.class, () -> buffer.tail(pool.extentSize() + 1));
        buffer.tail(100);
        assertThrows(Bug.class, () -> buffer.filled(buffer.tailRoom() + 1));
        assertTrue(buffer.length() == 10);
    }

    private static void fill(Buffer buffer, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        buffer.append(bytes, 0, count);
    }
}
