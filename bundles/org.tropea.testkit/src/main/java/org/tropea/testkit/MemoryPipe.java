package org.tropea.testkit;

import org.tropea.flow.buffer.Buffer;

/** One direction between two memory sockets: a ring of bytes with a bound. */
final class MemoryPipe {
    private final byte[] ring;
    private int start;
    private int length;
    /** The writer sent the end of the stream. */
    boolean ended;
    /** The reader is gone. */
    boolean broken;

    MemoryPipe(int capacity) {
        ring = new byte[capacity];
    }

    int length() {
        return length;
    }

    int room() {
        return ring.length - length;
    }

    /** Takes at most {@code max} bytes from the head of {@code source}, as far as there is room; returns how many. */
    int write(Buffer source, int max) {
        int total = Math.min(Math.min(max, source.length()), room());
        for (int left = total; left > 0; ) {
            int end = (start + length) % ring.length;
            int part = source.read(ring, end, Math.min(left, ring.length - end));
            length += part;
            left -= part;
        }
        return total;
    }

    /** Gives at most {@code max} bytes to {@code target}; returns how many. */
    int read(Buffer target, int max) {
        int total = Math.min(max, length);
        for (int left = total; left > 0; ) {
            int part = Math.min(left, ring.length - start);
            target.append(ring, start, part);
            start = (start + part) % ring.length;
            length -= part;
            left -= part;
        }
        return total;
    }
}
