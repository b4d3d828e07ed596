package org.tropea.core.pipeline;

import java.util.function.LongSupplier;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.testkit.HeapBufferLayer;

/** A buffer layer that counts how often it is looked at and how many pools it makes. */
final class CountedLayer implements BufferLayer {
    int asked;
    int pools;

    @Override
    public String name() {
        asked++;
        return "counted";
    }

    @Override
    public BufferPool pool(LongSupplier clock) {
        pools++;
        return new HeapBufferLayer().pool(clock);
    }
}
