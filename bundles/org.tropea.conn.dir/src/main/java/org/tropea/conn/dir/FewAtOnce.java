package org.tropea.conn.dir;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.tropea.flow.loop.EventLoop;

/**
 * Takes so many pieces of work at a time and no more, as they stand in one queue with onion and TLS handshakes, which
 * are more urgent. One per router; any of its loops.
 */
final class FewAtOnce implements Work {
    private final Work work;
    private final int most;
    private final AtomicInteger under = new AtomicInteger();

    FewAtOnce(Work work, int most) {
        this.work = work;
        this.most = most;
    }

    @Override
    public boolean run(EventLoop loop, Callable<byte[]> task, BiConsumer<byte[], Throwable> done) {
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
