package org.tropea.buffer.extents;

import java.nio.ByteBuffer;

/**
 * One piece of memory and the bytes in it, {@code start} to {@code end}. In one buffer's queue, or reserved by one
 * buffer, or free in one pool. Touched only by that owner's loop.
 */
final class Extent {
    final byte[] array;
    int start;
    int end;

    /** When the first byte came in, in the loop's nanoseconds. */
    long at;

    /** The next extent of the queue or free list. */
    Extent next;

    private ByteBuffer view;

    Extent(int size) {
        array = new byte[size];
    }

    int length() {
        return end - start;
    }

    int room() {
        return array.length - end;
    }

    /** A read-only look at the bytes held; the same object each time, so that looking allocates once per extent. */
    ByteBuffer view() {
        if (view == null) {
            view = ByteBuffer.wrap(array).asReadOnlyBuffer();
        }
        return view.limit(end).position(start);
    }

    /** Moves {@code count} bytes from the head of {@code source} to the end of this one. */
    void takeFrom(Extent source, int count) {
        System.arraycopy(source.array, source.start, array, end, count);
        source.start += count;
        end += count;
    }

    /** Moves the bytes held to the front of the array. */
    void shift() {
        System.arraycopy(array, start, array, 0, length());
        end -= start;
        start = 0;
    }
}
