package org.tropea.conn.dir;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.tropea.flow.loop.EventLoop;

/**
 * Takes so many pieces of work at a time and no more, as they stand in one queue with onion and TLS handshakes, which
 * are more urgent. Counts alone: it holds nothing of the router whose work it counts. Any of that router's loops.
 */
final class FewAtOnce {
    private final int most;
    private final AtomicInteger under = new AtomicInteger();

    /** Places for {@code most} pieces of work. */
    FewAtOnce(int most) {
        this.most = most;
    }

    /** {@code work}, which has no room for what finds no place here. */
    Work over(Work work) {
        return (loop, task, done) -> run(work, loop, task, done);
    }

    private boolean run(Work work, EventLoop loop, Callable<byte[]> task, BiConsumer<byte[], Throwable> done) {
        if (under.incrementAndGet() > most) {
            under.decrementAndGet();
            return false;
        }
        boolean begun = work.run(loop, () -> ended(task), done);
        if (!begun) {
            under.decrementAndGet();
        }
        return begun;
    }

    private byte[] ended(Callable<byte[]> task) throws Exception {
        try {
            return task.call();
        } finally {
            under.decrementAndGet();
        }
    }
}
