package org.tropea.flow.buffer;

/** The extents of one loop, and the buffers made of them. Touched only by its loop; the two totals by any thread. */
public abstract class BufferPool {
    /** A new empty buffer. */
    public abstract Buffer buffer();

    /** The bytes of one extent: the most that a buffer can make contiguous. At least 33,280 (two TLS records). */
    public abstract int extentSize();

    /** How many bytes the buffers of this pool hold. */
    public abstract long bytesHeld();

    /** How many bytes of memory the extents of this pool take, free ones included. */
    public abstract long bytesAllocated();
}
