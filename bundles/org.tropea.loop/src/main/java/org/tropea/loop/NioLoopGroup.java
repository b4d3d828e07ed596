package org.tropea.loop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;

/** The loops and workers of one router, running from construction to {@link #close}. */
final class NioLoopGroup implements LoopGroup {
    private final List<NioLoop> loops = new ArrayList<>();
    private final Homeless homeless = new Homeless();
    private final Workers workers;

    NioLoopGroup(String router, int count, Workers workers) throws IOException {
        this.workers = workers;
        try {
            for (int index = 0; index < count; index++) {
                loops.add(new NioLoop(router, index, homeless));
            }
        } catch (IOException fault) {
            close();
            throw fault;
        }
    }

    @Override
    public List<EventLoop> loops() {
        return List.copyOf(loops);
    }

    @Override
    public <T> boolean work(EventLoop loop, Callable<T> work, BiConsumer<T, Throwable> done) {
        return workers.work(loop, work, done);
    }

    @Override
    public int workLimit() {
        return workers.limit();
    }

    /** Workers first, so that their results still find a loop. */
    @Override
    public void close() {
        for (NioLoop loop : loops) {
            if (loop.inLoop()) {
                throw new Bug("a loop cannot close its own group");
            }
        }
        workers.close();
        loops.forEach(NioLoop::stop);
        loops.forEach(NioLoop::join);
        homeless.close();
    }
}
