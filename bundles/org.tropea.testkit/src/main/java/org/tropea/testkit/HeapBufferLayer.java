package org.tropea.testkit;

import java.util.function.LongSupplier;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.buffer.BufferPool;

/**
 * A simple buffer layer for tests: each buffer is one growing array. It can pretend to consist of small pieces, which
 * shows code that takes bytes for contiguous without {@code pullUp}.
 */
public final class HeapBufferLayer implements BufferLayer {
    private final int piece;

    /** A layer whose buffers show at most {@code piece} contiguous bytes unless pulled up. */
    public HeapBufferLayer(int piece) {
        this.piece = piece;
    }

    /** A layer whose buffers are contiguous. */
    public HeapBufferLayer() {
        this(Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public BufferPool pool(LongSupplier clock) {
        return new HeapBufferPool(clock, piece);
    }
}
