package org.tropea.flow.buffer;

import java.nio.ByteBuffer;

/**
 * A queue of bytes kept in linked memory extents: appended at the tail, drained at the head. A connection owns one for
 * each direction. Touched only by the loop whose {@link BufferPool} made it. Counts are in bytes. Whatever changes the
 * buffer voids the arrays and views that it handed out: ask again. Misuse (more than there is) is a Bug.
 */
public abstract class Buffer {
    /** How many bytes are held. */
    public abstract int length();

    /** Copies {@code length} bytes in at the tail. */
    public abstract void append(byte[] source, int offset, int length);

    /** Copies all that remains in {@code source} in at the tail. */
    public abstract void append(ByteBuffer source);

    /**
     * The array of the tail extent with room for at least {@code room} contiguous bytes from {@link #tailOffset()} on;
     * {@code room} may be at most {@link BufferPool#extentSize()}. Whoever fills it says so with {@link #filled},
     * also when it filled nothing.
     */
    public abstract byte[] tail(int room);

    /** Where free room starts in the array that {@link #tail} returned last. */
    public abstract int tailOffset();

    /** How much contiguous room there is in the array that {@link #tail} returned last. */
    public abstract int tailRoom();

    /** Takes {@code length} bytes, written from {@link #tailOffset()} on, as appended. */
    public abstract void filled(int length);

    /** The array of the head extent; only while {@link #length()} is above 0. */
    public abstract byte[] head();

    /** Where the first byte stands in {@link #head()}. */
    public abstract int headOffset();

    /** How many contiguous bytes there are from {@link #headOffset()} on; 0 when the buffer is empty. */
    public abstract int headLength();

    /**
     * Makes the first {@code length} bytes contiguous, copying only where they straddle extents; {@code length} may be
     * at most {@link #length()} and {@link BufferPool#extentSize()}. Afterwards {@link #headLength()} is at least that.
     */
    public abstract void pullUp(int length);

    /** Drops {@code length} bytes, at most {@link #length()}, from the head. */
    public abstract void drain(int length);

    /** Copies {@code length} bytes, starting {@code from} bytes behind the head, without draining them. */
    public abstract void peek(int from, byte[] into, int offset, int length);

    /** Copies and drains at most {@code length} bytes; returns how many. */
    public int read(byte[] into, int offset, int length) {
        int count = Math.min(length, length());
        peek(0, into, offset, count);
        drain(count);
        return count;
    }

    /** The position of the first {@code pattern} at or behind {@code from}, or -1. */
    public abstract int find(byte[] pattern, int from);

    /**
     * Moves at most {@code length} bytes from the head of this buffer to the tail of {@code target}, whole extents
     * without copying when both come from one layer; returns how many.
     */
    public abstract int moveTo(Buffer target, int length);

    /** Fills {@code views} with read-only looks at the extents in order, for gathering writes; returns how many. */
    public abstract int views(ByteBuffer[] views);

    /** When the oldest byte came in, in the loop's nanoseconds; {@link Long#MAX_VALUE} when the buffer is empty. */
    public abstract long oldestAt();

    /** Drops everything and gives the extents back; the buffer may be used again. */
    public abstract void clear();
}
