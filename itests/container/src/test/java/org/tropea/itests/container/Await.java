package org.tropea.itests.container;

import java.util.concurrent.Callable;

/** Waiting for what other threads bring about. */
final class Await {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private Await() {}

    /** Returns once {@code condition} holds; fails with {@code what} after 60 s. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within 60 s: " + what);
            }
            Thread.sleep(20);
        }
    }
}
