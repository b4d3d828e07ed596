package org.tropea.conn.dir;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.tropea.flow.loop.EventLoop;

/** Where compressing and decompressing happens: on the router's workers, never in a loop. */
@FunctionalInterface
interface Work {
    /**
     * Runs {@code task} and then {@code done}, in {@code loop}, with its result or what it threw. From that loop. Returns
     * false, and does nothing, when the workers have no room for it.
     */
    boolean run(EventLoop loop, Callable<byte[]> task, BiConsumer<byte[], Throwable> done);
}
