package org.tropea.core.conn;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;

/** Buffers for the time while no buffer layer is there. Touched only by its loop, the totals by any thread. */
final class SparePool extends BufferPool {
    private static final int CONTIGUOUS = 40_000;

    private final LongSupplier clock;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong allocated = new AtomicLong();

    SparePool(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public Buffer buffer() {
        return new ArrayBuffer(this, clock);
    }

    @Override
    public int extentSize() {
        return CONTIGUOUS;
    }

    @Override
    public long bytesHeld() {
        return held.get();
    }

    @Override
    public long bytesAllocated() {
        return allocated.get();
    }

    void held(int more) {
        held.addAndGet(more);
    }

    void allocated(int more) {
        allocated.addAndGet(more);
    }
}
