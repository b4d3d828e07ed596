package org.tropea.core.conn;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.tropea.flow.buffer.Buffer;

/**
 * A buffer in one growing array. Connections keep their bytes in it while no buffer layer is there; they neither read
 * nor write then (NO_BUFFERS), so it need not be fast. Touched only by its loop.
 */
class ArrayBuffer extends Buffer {
    private final SparePool pool;
    private final LongSupplier clock;
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private long oldestAt = Long.MAX_VALUE;

    ArrayBuffer(SparePool pool, LongSupplier clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public void append(byte[] source, int offset, int length) {
        if (length > 0) {
            System.arraycopy(source, offset, tail(length), end, length);
            filled(length);
        }
    }

    @Override
    public void append(ByteBuffer source) {
        int length = source.remaining();
        if (length > 0) {
            source.get(tail(length), end, length);
            filled(length);
        }
    }

    @Override
    public byte[] tail(int room) {
        if (bytes.length - end < room) {
            int length = length();
            byte[] target = bytes.length - length < room ? new byte[Math.max(2 * length, length + room)] : bytes;
            System.arraycopy(bytes, start, target, 0, length);
            pool.allocated(target.length - bytes.length);
            bytes = target;
            start = 0;
            end = length;
        }
        return bytes;
    }

    @Override
    public int tailOffset() {
        return end;
    }

    @Override
    public int tailRoom() {
        return bytes.length - end;
    }

    @Override
    public void filled(int length) {
        if (length() == 0 && length > 0) {
            oldestAt = clock.getAsLong();
        }
        end += length;
        pool.held(length);
    }

    @Override
    public byte[] head() {
        return bytes;
    }

    @Override
    public int headOffset() {
        return start;
    }

    @Override
    public int headLength() {
        return length();
    }

    /** All bytes are contiguous anyway. */
    @Override
    public void pullUp(int length) {
        checkHeld(length);
    }

    @Override
    public void drain(int length) {
        checkHeld(length);
        start += length;
        pool.held(-length);
        if (start == end) {
            start = 0;
            end = 0;
            oldestAt = Long.MAX_VALUE;
        }
    }

    @Override
    public void peek(int from, byte[] into, int offset, int length) {
        checkHeld(from + length);
        System.arraycopy(bytes, start + from, into, offset, length);
    }

    @Override
    public int find(byte[] pattern, int from) {
        int patternLength = pattern.length;
        for (int at = start + from; at + patternLength <= end; at++) {
            if (Arrays.equals(bytes, at, at + patternLength, pattern, 0, patternLength)) {
                return at - start;
            }
        }
        return -1;
    }

    @Override
    public int moveTo(Buffer target, int length) {
        int count = Math.min(length, length());
        target.append(bytes, start, count);
        drain(count);
        return count;
    }

    @Override
    public int views(ByteBuffer[] views) {
        if (length() == 0 || views.length == 0) {
            return 0;
        }
        views[0] = ByteBuffer.wrap(bytes, start, length()).asReadOnlyBuffer();
        return 1;
    }

    @Override
    public long oldestAt() {
        return oldestAt;
    }

    @Override
    public void clear() {
        drain(length());
        pool.allocated(-bytes.length);
        bytes = new byte[0];
    }

    private void checkHeld(int length) {
        if (length < 0 || length > length()) {
            throw new IndexOutOfBoundsException(length + " bytes asked for, " + length() + " held");
        }
    }
}
