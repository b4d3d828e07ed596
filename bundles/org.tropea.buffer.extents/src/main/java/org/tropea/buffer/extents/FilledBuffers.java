package org.tropea.buffer.extents;

/** The buffers of one pool that are not empty, linked through themselves. Touched only by one loop. */
final class FilledBuffers {
    private ExtentBuffer first;

    void add(ExtentBuffer buffer) {
        buffer.after = first;
        if (first != null) {
            first.before = buffer;
        }
        first = buffer;
    }

    void remove(ExtentBuffer buffer) {
        if (buffer.before == null) {
            first = buffer.after;
        } else {
            buffer.before.after = buffer.after;
        }
        if (buffer.after != null) {
            buffer.after.before = buffer.before;
        }
        buffer.before = null;
        buffer.after = null;
    }

    /** When the oldest byte in any of them came. */
    long oldestAt() {
        long oldest = Long.MAX_VALUE;
        for (ExtentBuffer buffer = first; buffer != null; buffer = buffer.after) {
            oldest = Math.min(oldest, buffer.oldestAt());
        }
        return oldest;
    }
}
