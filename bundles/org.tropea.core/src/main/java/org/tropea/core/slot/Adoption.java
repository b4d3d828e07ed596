package org.tropea.core.slot;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** One choice on its way into the loops: written to the log when the last one has adopted it. Any thread. */
final class Adoption {
    private final SwapLog log;
    private final String slot;
    private final String from;
    private final String to;
    private final String why;
    private final AtomicInteger missing;
    private final Instant when;
    private final long started = System.nanoTime();

    Adoption(SwapLog log, String slot, String from, String to, String why, int loops) {
        this.log = log;
        this.slot = slot;
        this.from = from;
        this.to = to;
        this.why = why;
        this.missing = new AtomicInteger(loops);
        this.when = log.clock().instant();
    }

    void adopted() {
        if (missing.decrementAndGet() == 0) {
            log.add(new Swap(when, slot, from, to, why, System.nanoTime() - started));
        }
    }
}
