package org.tropea.core.pipeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.loop.LoopFactory;

/** What becomes of one router when the bundle that brought its loops stops. Any thread. */
final class LoopsLost {
    private static final Logger LOG = LoggerFactory.getLogger(LoopsLost.class);

    private final String router;
    private final LoopFactory maker;
    private Runnable told;
    private boolean lost;

    LoopsLost(String router, LoopFactory maker) {
        this.router = router;
        this.maker = maker;
    }

    /** As {@link org.tropea.flow.pipeline.Pipeline#whenLoopsGo}. */
    void tell(Runnable listener) {
        boolean late;
        synchronized (this) {
            told = listener;
            late = lost;
        }
        if (late) {
            new Thread(listener, "tropea-" + router + "-loops-went").start();
        }
    }

    /** {@code factory} goes: if it made the loops, who wants to know is told; then {@code end} is run whatever happens. */
    void goes(LoopFactory factory, Runnable end) {
        if (factory != maker) {
            return;
        }
        Runnable listener;
        synchronized (this) {
            lost = true;
            listener = told;
        }
        LOG.warn("Router {} ends with the bundle of its event loops {}", router, factory.name());
        try {
            if (listener != null) {
                listener.run();
            }
        } finally {
            end.run();
        }
    }
}
