package org.tropea.core.conn;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that may flow: refills at {@code rate} bytes per second up to {@code burst} bytes, by the time that went by.
 * May go below zero for bytes that had to flow anyway. Shared by the loops of a router without locks; times are
 * nanoseconds of their common monotonic clock.
 */
public final class TokenBucket {
    private static final long MOST = 1L << 42;
    private static final double SECOND = 1e9;

    private final AtomicLong tokens;
    private final AtomicLong refilledAt;
    private volatile long rate;
    private volatile long burst;

    /** A full bucket at time {@code now}; {@code rate} is at least 1, {@code burst} at least {@code rate}'s 1 ms. */
    public TokenBucket(long rate, long burst, long now) {
        this.tokens = new AtomicLong(bounded(burst));
        this.refilledAt = new AtomicLong(now);
        adjust(rate, burst);
    }

    /** Sets another rate and burst; what is there stays, as far as it fits. */
    public void adjust(long newRate, long newBurst) {
        rate = bounded(newRate);
        burst = Math.max(bounded(newBurst), rate / 1_000);
        add(0);
    }

    /** Bytes that may flow at {@code now}; 0 or less when none may. */
    public long available(long now) {
        refill(now);
        return tokens.get();
    }

    /** Takes {@code bytes} that flowed. */
    public void take(long bytes) {
        tokens.addAndGet(-bytes);
    }

    /** Bytes per second. */
    public long rate() {
        return rate;
    }

    /** The most bytes that it holds. */
    public long burst() {
        return burst;
    }

    private void refill(long now) {
        long since = refilledAt.get();
        long elapsed = now - since;
        if (elapsed <= 0) {
            return;
        }
        long perSecond = rate;
        double earned = elapsed * (double) perSecond / SECOND;
        long whole = (long) Math.min(earned, 2.0 * MOST);
        // The time of a fraction of a byte is left on the clock, so that slow rates lose nothing.
        long until = whole >= 2 * MOST ? now : since + (long) (whole * SECOND / perSecond);
        if (whole > 0 && refilledAt.compareAndSet(since, until)) {
            add(whole);
        }
    }

    private void add(long bytes) {
        long before;
        long after;
        do {
            before = tokens.get();
            after = Math.min(burst, before + bytes);
        } while (!tokens.compareAndSet(before, after));
    }

    private static long bounded(long value) {
        return Math.max(1, Math.min(value, MOST));
    }
}
