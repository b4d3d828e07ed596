package org.tropea.loop;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.loop.EventLoop;

/** A fixed number of daemon threads behind a bounded queue; what they find out is posted to a loop. Any thread. */
final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int CLOSE_SECONDS = 2;

    private final AtomicInteger started = new AtomicInteger();
    private final String router;
    private final int limit;
    private final ThreadPoolExecutor threads;

    Workers(String router, int count, int limit) {
        this.router = router;
        this.limit = limit;
        threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(limit), this::thread);
    }

    int limit() {
        return limit;
    }

    <T> boolean work(EventLoop loop, Callable<T> work, BiConsumer<T, Throwable> done) {
        try {
            threads.execute(() -> run(loop, work, done));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private static <T> void run(EventLoop loop, Callable<T> work, BiConsumer<T, Throwable> done) {
        T result = null;
        Throwable thrown = null;
        try {
            result = work.call();
        } catch (Throwable any) {
            thrown = any;
        }
        post(loop, done, result, thrown);
    }

    private static <T> void post(EventLoop loop, BiConsumer<T, Throwable> done, T result, Throwable thrown) {
        try {
            loop.execute(() -> done.accept(result, thrown));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("a result came after its loop had stopped");
        }
    }

    private Thread thread(Runnable body) {
        Thread thread = new Thread(body, "tropea-" + router + "-worker-" + started.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }

    /** Drops what waits, and waits a little for what runs. */
    void close() {
        threads.shutdown();
        threads.getQueue().clear();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("workers of {} are still busy after {} s; left to themselves", router, CLOSE_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
