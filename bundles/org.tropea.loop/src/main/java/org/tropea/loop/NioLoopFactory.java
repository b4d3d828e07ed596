package org.tropea.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.loop.LoopGroup;

/** The I/O layer of java.nio selectors. Stateless; any thread. */
@Component(service = LoopFactory.class)
public final class NioLoopFactory implements LoopFactory {
    /**
     * Pieces of work that may wait. An onion handshake takes a worker about 0.3 ms, so 1,024 of them are about 0.3 s of
     * work for one worker, and never reach C tor's limit of 1.75 s.
     */
    static final int WORK_LIMIT = 1024;

    /** The layer. */
    public NioLoopFactory() {}

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public LoopGroup open(String router, int loops, int workers) {
        try {
            return new NioLoopGroup(router, loops, new Workers(router, workers, WORK_LIMIT));
        } catch (IOException fault) {
            throw new UncheckedIOException("no selector for the loops of " + router, fault);
        }
    }
}
