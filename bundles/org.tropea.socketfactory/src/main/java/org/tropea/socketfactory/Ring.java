package org.tropea.socketfactory;

import org.tropea.flow.buffer.Buffer;

/**
 * At most {@link #SIZE} bytes on their way between a program's thread and a loop. One side puts, the other takes; neither
 * ever waits for the other. Several threads of one side must take turns.
 */
final class Ring {
    /** How many bytes it holds. */
    static final int SIZE = 32 * 1024;

    private static final int MASK = SIZE - 1;

    private final byte[] bytes = new byte[SIZE];
    /** How many bytes were ever put; written by the side that puts, behind the bytes. */
    private volatile long put;
    /** How many were ever taken; written by the side that takes. */
    private volatile long taken;

    /** How many bytes wait; either side. */
    int used() {
        return (int) (put - taken);
    }

    /** How many bytes may be put; either side. */
    int room() {
        return SIZE - used();
    }

    /** Puts as many of the {@code length} bytes at {@code source[offset]} as there is room for; returns how many. */
    int put(byte[] source, int offset, int length) {
        int count = Math.min(length, room());
        int at = (int) put & MASK;
        int first = Math.min(count, SIZE - at);
        System.arraycopy(source, offset, bytes, at, first);
        System.arraycopy(source, offset + first, bytes, 0, count - first);
        put += count;
        return count;
    }

    /** Moves as many bytes from the head of {@code source} as there is room for. */
    void put(Buffer source) {
        int count = Math.min(source.length(), room());
        int at = (int) put & MASK;
        int first = Math.min(count, SIZE - at);
        source.read(bytes, at, first);
        source.read(bytes, 0, count - first);
        put += count;
    }

    /** Takes at most {@code length} bytes to {@code target[offset]}; returns how many. */
    int take(byte[] target, int offset, int length) {
        int count = Math.min(length, used());
        int at = (int) taken & MASK;
        int first = Math.min(count, SIZE - at);
        System.arraycopy(bytes, at, target, offset, first);
        System.arraycopy(bytes, 0, target, offset + first, count - first);
        taken += count;
        return count;
    }

    /** Moves at most {@code most} bytes to the tail of {@code target}; returns how many. */
    int take(Buffer target, int most) {
        int count = Math.max(0, Math.min(most, used()));
        int at = (int) taken & MASK;
        int first = Math.min(count, SIZE - at);
        target.append(bytes, at, first);
        target.append(bytes, 0, count - first);
        taken += count;
        return count;
    }
}
