package org.tropea.itests.aio;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.loop.LoopGroup;

/** The I/O layer of asynchronous channels. Stateless; any thread. */
@Component(service = LoopFactory.class)
public final class AioLoopFactory implements LoopFactory {
    /** The layer. */
    public AioLoopFactory() {}

    @Override
    public String name() {
        return "aio";
    }

    @Override
    public LoopGroup open(String router, int loops, int workers) {
        try {
            return new AioLoopGroup(router, loops, workers);
        } catch (IOException fault) {
            throw new UncheckedIOException("no asynchronous channels for " + router, fault);
        }
    }
}
