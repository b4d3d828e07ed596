package org.tropea.flow.loop;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.osgi.annotation.versioning.ProviderType;

/** The loops and workers of one router. */
@ProviderType
public interface LoopGroup extends AutoCloseable {
    /** The loops, by index; never empty. */
    List<EventLoop> loops();

    /**
     * Runs {@code work} on a worker thread and then {@code done} in {@code loop} with its result, or with what it threw;
     * any thread. Returns false, and does nothing, when {@link #workLimit()} pieces of work wait already.
     */
    <T> boolean work(EventLoop loop, Callable<T> work, BiConsumer<T, Throwable> done);

    /** How many pieces of work may wait. */
    int workLimit();

    /** Stops all threads, after what they run now; called from outside the loops. */
    @Override
    void close();
}
