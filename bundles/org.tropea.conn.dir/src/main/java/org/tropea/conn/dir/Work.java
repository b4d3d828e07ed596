package org.tropea.conn.dir;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.tropea.flow.loop.EventLoop;

/** Where compressing and decompressing happens: on the router's workers, or at once when they have no room. */
@FunctionalInterface
interface Work {
    /** Runs {@code task} and then {@code done}, in {@code loop}, with its result or what it threw. From that loop. */
    void run(EventLoop loop, Callable<byte[]> task, BiConsumer<byte[], Throwable> done);

    /** Runs {@code task} here and now. */
    static void now(Callable<byte[]> task, BiConsumer<byte[], Throwable> done) {
        byte[] result = null;
        Throwable thrown = null;
        try {
            result = task.call();
        } catch (Exception | LinkageError failure) {
            thrown = failure;
        }
        done.accept(result, thrown);
    }
}
