package org.tropea.flow.buffer;

import java.util.function.LongSupplier;

/** A buffer layer: a stateless factory in the service registry whose product is one {@link BufferPool} per loop. */
public interface BufferLayer {
    /** The layer's name, as operators choose it. */
    String name();

    /** A pool for one loop; {@code clock} is that loop's time in nanoseconds, read when bytes come in. */
    BufferPool pool(LongSupplier clock);
}
