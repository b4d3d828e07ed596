package org.tropea.router.shell;

import java.util.function.Consumer;
import org.tropea.flow.pipeline.PipelineStatus;
import org.tropea.router.ManagedRouter;

/** Tells what is left of a router that drains: at once, when it changes, and every ten seconds. One thread. */
final class DrainWatch {
    private static final long LOOK_MILLIS = 1_000;
    private static final int PATIENCE = 10;

    private final ManagedRouter router;
    private final Consumer<Object> progress;
    private String told = "";
    private int quiet;

    DrainWatch(ManagedRouter router, Consumer<Object> progress) {
        this.router = router;
        this.progress = progress;
    }

    /** Returns when the router is stopped: how many circuits were closed with it. */
    int untilDrained() throws InterruptedException {
        try {
            do {
                look();
            } while (!router.awaitDrained(LOOK_MILLIS));
            return router.leftByDrain();
        } catch (InterruptedException enough) {
            progress.accept("router " + router.name() + " goes on draining; router:stop ends it");
            throw enough;
        }
    }

    private void look() {
        PipelineStatus status = router.view().status();
        String left = status.circuits() + " circuits with " + status.streams() + " streams here on " + status.channels()
                + " channels are left";
        if (!left.equals(told) || ++quiet == PATIENCE) {
            progress.accept(left);
            told = left;
            quiet = 0;
        }
    }
}
