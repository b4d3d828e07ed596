package org.tropea.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.fault.Bug;

/** A buffer in one array, from {@code start} to {@code end}; shows it in pieces. Its age is that of its oldest byte. */
final class HeapBuffer extends Buffer {
    private static final byte[] NONE = new byte[0];

    private final HeapBufferPool pool;
    private byte[] array = NONE;
    private int start;
    private int end;
    /** How many bytes {@link #pullUp} made contiguous. */
    private int pulledUp;

    private long at = Long.MAX_VALUE;

    HeapBuffer(HeapBufferPool pool) {
        this.pool = pool;
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public void append(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, array, end, length);
        filled(length);
    }

    @Override
    public void append(ByteBuffer source) {
        int length = source.remaining();
        reserve(length);
        source.get(array, end, length);
        filled(length);
    }

    @Override
    public byte[] tail(int room) {
        if (room > pool.extentSize()) {
            throw new Bug("room for " + room + " bytes asked for; at most " + pool.extentSize());
        }
        reserve(room);
        return array;
    }

    @Override
    public int tailOffset() {
        return end;
    }

    @Override
    public int tailRoom() {
        return array.length - end;
    }

    @Override
    public void filled(int length) {
        if (length < 0 || length > tailRoom()) {
            throw new Bug("filled " + length + " bytes where there was room for " + tailRoom());
        }
        if (length > 0) {
            at = Math.min(at, pool.clock.getAsLong());
            end += length;
            pool.held.addAndGet(length);
        }
    }

    private void reserve(int room) {
        if (tailRoom() >= room) {
            return;
        }
        byte[] old = array;
        if (array.length - length() < room) {
            array = new byte[Math.max(1024, Integer.highestOneBit(length() + room) * 2)];
            pool.allocated.addAndGet(array.length - old.length);
        }
        System.arraycopy(old, start, array, 0, length());
        end -= start;
        start = 0;
    }

    @Override
    public byte[] head() {
        return array;
    }

    @Override
    public int headOffset() {
        return start;
    }

    @Override
    public int headLength() {
        return Math.min(length(), Math.max(pool.piece, pulledUp));
    }

    @Override
    public void pullUp(int length) {
        if (length > length() || length > pool.extentSize()) {
            throw new Bug("pull up " + length + " of " + length() + " bytes; at most " + pool.extentSize());
        }
        pulledUp = Math.max(pulledUp, length);
    }

    @Override
    public void drain(int length) {
        if (length < 0 || length > length()) {
            throw new Bug("drain " + length + " of " + length() + " bytes");
        }
        start += length;
        pulledUp = Math.max(0, pulledUp - length);
        pool.held.addAndGet(-length);
        if (start == end) {
            start = 0;
            end = 0;
            at = Long.MAX_VALUE;
        }
    }

    @Override
    public void peek(int from, byte[] into, int offset, int length) {
        if (from < 0 || length < 0 || length > length() - from) {
            throw new Bug("peek at " + length + " bytes behind " + from + " of " + length());
        }
        System.arraycopy(array, start + from, into, offset, length);
    }

    @Override
    public int find(byte[] pattern, int from) {
        for (int i = from; i <= length() - pattern.length; i++) {
            int here = start + i;
            if (Arrays.equals(array, here, here + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int moveTo(Buffer target, int length) {
        int moved = Math.min(length, length());
        target.append(array, start, moved);
        if (moved > 0 && target instanceof HeapBuffer heap) {
            heap.at = Math.min(heap.at, at);
        }
        drain(moved);
        return moved;
    }

    @Override
    public int views(ByteBuffer[] views) {
        int count = 0;
        for (int from = start; from < end && count < views.length; count++) {
            int part = from == start ? headLength() : Math.min(pool.piece, end - from);
            views[count] = ByteBuffer.wrap(array, from, part).asReadOnlyBuffer();
            from += part;
        }
        return count;
    }

    @Override
    public long oldestAt() {
        return at;
    }

    @Override
    public void clear() {
        drain(length());
        pool.allocated.addAndGet(-array.length);
        array = NONE;
    }
}
