package org.tropea.testkit;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.buffer.BufferPool;

/** The pool of {@link HeapBufferLayer}; it keeps count and nothing else. */
final class HeapBufferPool extends BufferPool {
    private static final int EXTENT = 64 * 1024;

    final LongSupplier clock;
    final int piece;
    final AtomicLong held = new AtomicLong();
    final AtomicLong allocated = new AtomicLong();
    private final Set<Buffer> buffers = Collections.newSetFromMap(new WeakHashMap<>());

    HeapBufferPool(LongSupplier clock, int piece) {
        this.clock = clock;
        this.piece = piece;
    }

    @Override
    public Buffer buffer() {
        Buffer made = new HeapBuffer(this);
        buffers.add(made);
        return made;
    }

    @Override
    public int extentSize() {
        return EXTENT;
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
}
