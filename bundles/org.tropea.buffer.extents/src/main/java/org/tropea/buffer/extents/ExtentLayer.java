package org.tropea.buffer.extents;

import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.buffer.BufferPool;

/** The buffer layer of heap extents. Stateless; any thread. */
@Component(service = BufferLayer.class)
public final class ExtentLayer implements BufferLayer {
    /** The layer. */
    public ExtentLayer() {}

    @Override
    public String name() {
        return "extents";
    }

    @Override
    public BufferPool pool(LongSupplier clock) {
        return new ExtentPool(clock);
    }
}
