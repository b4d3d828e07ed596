package org.tropea.conn.dir;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.tropea.flow.loop.EventLoop;

/** Workers of a test: they work at once, or when the test says so, or have no room. */
final class NowWork implements Work {
    boolean full;
    boolean later;
    final Deque<Runnable> waiting = new ArrayDeque<>();
    int begun;

    @Override
    public boolean run(EventLoop loop, Callable<byte[]> task, BiConsumer<byte[], Throwable> done) {
        if (full) {
            return false;
        }
        begun++;
        if (later) {
            waiting.add(() -> now(task, done));
        } else {
            now(task, done);
        }
        return true;
    }

    private static void now(Callable<byte[]> task, BiConsumer<byte[], Throwable> done) {
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
