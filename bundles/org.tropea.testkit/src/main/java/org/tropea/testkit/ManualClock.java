package org.tropea.testkit;

import java.util.function.LongSupplier;

/** A monotonic clock in nanoseconds that moves only when told. */
public final class ManualClock implements LongSupplier {
    private long now;

    /** A clock that shows {@code now} nanoseconds. */
    public ManualClock(long now) {
        this.now = now;
    }

    /** A clock that shows one second. */
    public ManualClock() {
        this(1_000_000_000L);
    }

    /** The time in nanoseconds. */
    public long now() {
        return now;
    }

    @Override
    public long getAsLong() {
        return now;
    }

    /** Moves on by {@code nanos}, without running anything; see {@link HandCrankedLoop#advance}. */
    public void advance(long nanos) {
        set(now + nanos);
    }

    /** Moves on to {@code time}; a clock does not go back. */
    public void set(long time) {
        if (time < now) {
            throw new IllegalArgumentException("time went back from " + now + " to " + time);
        }
        now = time;
    }
}
