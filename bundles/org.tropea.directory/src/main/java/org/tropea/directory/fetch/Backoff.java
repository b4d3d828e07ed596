package org.tropea.directory.fetch;

import java.util.Random;

/**
 * When something that failed is tried again: after a random time between the base and three times the last pause, as C
 * tor does it, at most an hour. Times are seconds since 1970. Written by one thread; any may read it.
 */
public final class Backoff {
    private static final long MOST = 3600;

    private final long base;
    private final Random random;
    private long pause;
    private volatile long next;
    private volatile int failures;

    /** Due at once; pauses are at least {@code base} seconds, which is at least 1. */
    public Backoff(long base, Random random) {
        this.base = Math.max(1, base);
        this.random = random;
    }

    /** Whether it may be tried at {@code now}. */
    public boolean isDue(long now) {
        return now >= next;
    }

    /** When it may be tried next. */
    public long next() {
        return next;
    }

    /** How often it failed since it last went well. */
    public int failures() {
        return failures;
    }

    /** It failed at {@code now}: the next pause is a longer one. */
    public void failed(long now) {
        failures = failures + 1;
        pause = Math.min(MOST, drawn());
        next = now + pause;
    }

    /** It was begun at {@code now}: not again at once, whatever comes of it. Later pauses are none the longer for it. */
    public void tried(long now) {
        next = now + Math.min(MOST, drawn());
    }

    private long drawn() {
        long above = Math.max(base + 1, pause * 3);
        return base + (long) (random.nextDouble() * (above - base));
    }

    /** It went well: due at once again. */
    public void succeeded() {
        failures = 0;
        pause = 0;
        next = 0;
    }

    /** Due at {@code time}, with pauses as in the beginning. */
    public void dueAt(long time) {
        succeeded();
        next = time;
    }
}
