package org.tropea.itests.aio;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;

/** The loops and workers of one router, and the thread on which its channels complete. */
final class AioLoopGroup implements LoopGroup {
    private static final int WORK_LIMIT = 1024;
    private static final int CLOSE_SECONDS = 2;

    private final List<AioLoop> loops = new ArrayList<>();
    private final AsynchronousChannelGroup channels;
    private final ThreadPoolExecutor workers;

    AioLoopGroup(String router, int count, int workers) throws IOException {
        String name = "tropea-" + router;
        this.channels = AsynchronousChannelGroup.withFixedThreadPool(1, body -> thread(name + "-aio", body));
        this.workers = new ThreadPoolExecutor(
                workers,
                workers,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WORK_LIMIT),
                body -> thread(name + "-worker", body));
        for (int index = 0; index < count; index++) {
            loops.add(new AioLoop(index, channels));
            thread(name + "-loop-" + index, loops.get(index)).start();
        }
    }

    private static Thread thread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public List<EventLoop> loops() {
        return List.copyOf(loops);
    }

    @Override
    public <T> boolean work(EventLoop loop, Callable<T> work, BiConsumer<T, Throwable> done) {
        try {
            workers.execute(() -> run(loop, work, done));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private static <T> void run(EventLoop loop, Callable<T> work, BiConsumer<T, Throwable> done) {
        try {
            T result = work.call();
            AioLoop.post(loop, () -> done.accept(result, null));
        } catch (Throwable thrown) {
            AioLoop.post(loop, () -> done.accept(null, thrown));
        }
    }

    @Override
    public int workLimit() {
        return WORK_LIMIT;
    }

    /** Workers first, so that their results still find a loop. */
    @Override
    public void close() {
        if (loops.stream().anyMatch(AioLoop::inLoop)) {
            throw new Bug("a loop cannot close its own group");
        }
        workers.shutdown();
        workers.getQueue().clear();
        try {
            workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            for (AioLoop loop : loops) {
                loop.stop(CLOSE_SECONDS);
            }
            channels.shutdownNow();
            channels.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException fault) {
            throw new IllegalStateException("channels that do not close", fault);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
