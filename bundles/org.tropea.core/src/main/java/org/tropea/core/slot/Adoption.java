package org.tropea.core.slot;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One choice on its way into the loops: in the log from when the last one has adopted it. Any thread. */
final class Adoption {
    private static final long NOT_YET = -1;

    private final SwapLog log;
    private final String slot;
    private final String from;
    private final String to;
    private final String why;
    private final boolean failure;
    private final AtomicInteger missing;
    private final AtomicLong firstRun = new AtomicLong(NOT_YET);
    private final Instant when;
    private final long started = System.nanoTime();
    private volatile long nanos;

    Adoption(SwapLog log, String slot, String from, String to, Cause cause, int loops) {
        this.log = log;
        this.slot = slot;
        this.from = from;
        this.to = to;
        this.why = cause.why();
        this.failure = cause.failure();
        this.missing = new AtomicInteger(loops);
        this.when = log.clock().instant();
    }

    /** What made the difference, and whether it was the failure of what was used before. */
    record Cause(String why, boolean failure) {}

    /** The loops are about to learn of it. */
    void begun() {
        log.begun(slot, from, to, why);
    }

    void adopted() {
        if (missing.decrementAndGet() == 0) {
            nanos = System.nanoTime() - started;
            log.add(this);
        }
    }

    /** What was chosen decided something, in some loop, for the first time there. */
    void decided() {
        if (firstRun.get() == NOT_YET) {
            firstRun.compareAndSet(NOT_YET, System.nanoTime() - started);
        }
    }

    /** How it looks now. */
    Swap swap() {
        return new Swap(when, slot, from, to, why, nanos, firstRun.get(), failure);
    }
}
