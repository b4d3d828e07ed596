package org.tropea.core.conn;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;

/** Buffers for the time while no buffer layer is there. Touched only by its loop, the totals by any thread. */
class SparePool extends BufferPool {
    private static final int CONTIGUOUS = 40_000;

    private final LongSupplier clock;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong allocated = new AtomicLong();
    private final Set<Buffer> buffers = Collections.newSetFromMap(new WeakHashMap<>());

    SparePool(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public Buffer buffer() {
        Buffer made = new ArrayBuffer(this, clock);
        buffers.add(made);
        return made;
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
    public long bytesInUse() {
        return allocated.get();
    }

    @Override
    public long oldestAt() {
        return buffers.stream().mapToLong(Buffer::oldestAt).min().orElse(Long.MAX_VALUE);
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
