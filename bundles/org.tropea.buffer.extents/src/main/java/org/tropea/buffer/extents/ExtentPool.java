package org.tropea.buffer.extents;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;

/**
 * The extents of one loop, in two sizes: small ones, which an empty buffer takes first so that thousands of quiet
 * connections cost little, and large ones, which hold four sealed TLS records of any size. What is given back is kept
 * up to a bound; the rest goes to the garbage collector.
 */
final class ExtentPool extends BufferPool {
    /** Bytes of a small extent. */
    static final int SMALL = 4 * 1024;
    /** Bytes of a large extent: four times TlsEngine.RECORD_MAX (16,645) and a little more. */
    static final int LARGE = 66 * 1024;
    /** Free small extents kept: 2 MiB. */
    static final int KEEP_SMALL = 512;
    /** Free large extents kept: 8.25 MiB. */
    static final int KEEP_LARGE = 128;

    private final LongSupplier clock;
    private final FreeExtents small = new FreeExtents(SMALL, KEEP_SMALL);
    private final FreeExtents large = new FreeExtents(LARGE, KEEP_LARGE);
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong allocated = new AtomicLong();
    private final AtomicLong free = new AtomicLong();
    private final FilledBuffers filled = new FilledBuffers();

    ExtentPool(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public Buffer buffer() {
        return new ExtentBuffer(this);
    }

    @Override
    public int extentSize() {
        return LARGE;
    }

    @Override
    public long bytesHeld() {
        return held.get();
    }

    @Override
    public long bytesAllocated() {
        return allocated.get();
    }

    @Override
    public long bytesInUse() {
        return allocated.get() - free.get();
    }

    @Override
    public long oldestAt() {
        return filled.oldestAt();
    }

    /** Its buffers that are not empty. */
    FilledBuffers filled() {
        return filled;
    }

    long now() {
        return clock.getAsLong();
    }

    /** An empty extent with at least {@code size} bytes, at most {@link #LARGE}. */
    Extent take(int size) {
        FreeExtents kept = size <= SMALL ? small : large;
        Extent extent = kept.take();
        if (extent == null) {
            extent = new Extent(kept.size);
            add(allocated, kept.size);
        } else {
            add(free, -kept.size);
        }
        return extent;
    }

    /** Takes an extent back, whatever is in it. */
    void give(Extent extent) {
        FreeExtents kept = extent.array.length == SMALL ? small : large;
        if (kept.give(extent)) {
            add(free, kept.size);
        } else {
            add(allocated, -kept.size);
        }
    }

    /** Counts {@code bytes} more, or less, held by the buffers. */
    void hold(int bytes) {
        add(held, bytes);
    }

    /** Counts an extent that moves into a buffer of {@code target}. */
    void handOver(Extent extent, ExtentPool target) {
        if (target != this) {
            add(allocated, -extent.array.length);
            add(target.allocated, extent.array.length);
        }
    }

    /** Only the loop writes, others read an estimate: no locked instruction is needed. */
    private static void add(AtomicLong counter, long difference) {
        counter.setOpaque(counter.getPlain() + difference);
    }
}
