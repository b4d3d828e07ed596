package org.tropea.core.shell;

import java.util.concurrent.TimeUnit;

/** The time between two looks at counters, on the thread of whoever calls a command. */
final class Sample {
    private static final long MILLIS = 500;

    private final long started = System.nanoTime();
    private long nanos;

    private Sample() {}

    /** Call it before the first look. */
    static Sample start() {
        return new Sample();
    }

    /** Waits between the looks. */
    void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(MILLIS);
    }

    /** Call it after the second look. */
    void end() {
        nanos = Math.max(1, System.nanoTime() - started);
    }

    /** What {@code count} between the looks is in a second. */
    long perSecond(long count) {
        return Math.round(count * 1e9 / nanos);
    }
}
