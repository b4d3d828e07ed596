package org.tropea.loop;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tropea.flow.buffer.BufferPool;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.testkit.HeapBufferLayer;

/** Real loops with two workers for a test, and calls into them. */
final class LoopHarness implements AutoCloseable {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final long SECONDS = 10;

    final LoopGroup group;

    LoopHarness(int loops) {
        group = new NioLoopFactory().open("test", loops, 2);
    }

    EventLoop loop(int index) {
        return group.loops().get(index);
    }

    static BufferPool pool() {
        return new HeapBufferLayer().pool(System::nanoTime);
    }

    /** Calls {@code call} in {@code loop} and waits for its result. */
    static <T> T in(EventLoop loop, Callable<T> call) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(call.call());
            } catch (Exception thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return await(result);
    }

    /** Runs {@code action} in {@code loop} and waits for its end. */
    static void run(EventLoop loop, Runnable action) throws Exception {
        in(loop, () -> {
            action.run();
            return null;
        });
    }

    static <T> T await(CompletableFuture<T> result) throws Exception {
        try {
            return result.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException thrown) {
            throw (Exception) thrown.getCause();
        } catch (TimeoutException late) {
            throw new AssertionError("nothing came in " + SECONDS + " s", late);
        }
    }

    @Override
    public void close() {
        group.close();
    }
}
