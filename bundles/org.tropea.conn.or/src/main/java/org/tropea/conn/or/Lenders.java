package org.tropea.conn.or;

import java.util.Map;
import java.util.WeakHashMap;
import org.tropea.flow.loop.EventLoop;

/** The buffers that each loop lends the OR connections in it. Any thread. */
final class Lenders {
    private final Map<EventLoop, LoopBuffers> buffers = new WeakHashMap<>();

    /** Those of {@code loop}, which alone touches them. */
    synchronized LoopBuffers of(EventLoop loop) {
        return buffers.computeIfAbsent(loop, key -> new LoopBuffers());
    }
}
