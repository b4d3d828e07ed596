package org.tropea.directory.fetch;

import java.util.Random;

/**
 * When something that failed is tried again: after a random time between the base and three times the last pause, as C
 * tor does it, at most an hour. Times are seconds since 1970. One thread.
 */
public final class Backoff {
    private static final long MOST = 3600;

    private final long base;
    private final Random random;
    private long pause;
    private long next;
    private int failures;

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

    /** It failed at {@code now}. */
    public void failed(long now) {
        failures++;
        pause(now);
    }

    /** It was begun at {@code now}: not again at once, whatever comes of it. */
    public void tried(long now) {
        pause(now);
    }

    private void pause(long now) {
        long above = Math.max(base + 1, pause * 3);
        pause = Math.min(MOST, base + (long) (random.nextDouble() * (above - base)));
        next = now + pause;
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
