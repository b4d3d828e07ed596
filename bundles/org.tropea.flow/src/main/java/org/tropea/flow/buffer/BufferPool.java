package org.tropea.flow.buffer;

/** The extents of one loop, and the buffers made of them. Touched only by its loop; the totals of bytes by any thread. */
public abstract class BufferPool {
    /** A new empty buffer. */
    public abstract Buffer buffer();

    /** The bytes of one extent: the most that a buffer can make contiguous. At least 33,280 (two TLS records). */
    public abstract int extentSize();

    /** How many bytes the buffers of this pool hold. */
    public abstract long bytesHeld();

    /** How many bytes of memory the extents in buffers take, which is more than they hold: what limits count. */
    public abstract long bytesInUse();

    /**
     * When the oldest byte that any of its buffers holds came in, in the loop's nanoseconds; {@link Long#MAX_VALUE} when
     * all are empty. Looks at every buffer that is not: for limits and people, not for each cell. Its loop only.
     */
    public abstract long oldestAt();

    /** How many bytes of memory the extents of this pool take, free ones included. */
    public abstract long bytesAllocated();
}
