package org.tropea.router;

import java.util.concurrent.TimeUnit;

/**
 * Waits, in a thread of its own, until a router that takes no new circuits has none left or the time is up, and then
 * stops it. It goes on whoever watches it, and ends without a word when the router is stopped by somebody else.
 */
final class Drain implements Runnable {
    private static final long LOOK_MILLIS = 200;

    private final RunningRouter router;
    private final Runnable stop;
    private volatile long limitNanos;
    private volatile long since;
    private volatile int left;

    /** {@code stop} stops the router. */
    Drain(RunningRouter router, Runnable stop) {
        this.router = router;
        this.stop = stop;
    }

    /** Sets how long it may last from now on; 0: until no circuit is left. */
    Drain limit(long seconds) {
        since = System.nanoTime();
        limitNanos = TimeUnit.SECONDS.toNanos(seconds);
        return this;
    }

    Drain start() {
        Thread thread = new Thread(this, "tropea-drain-" + router.name());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    @Override
    public void run() {
        try {
            while (!router.awaitClosed(LOOK_MILLIS)) {
                left = router.pipeline().circuits();
                if (left == 0 || isOver()) {
                    stop.run();
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many circuits there were when it last looked: in the end, those that are closed with the router. */
    int left() {
        return left;
    }

    private boolean isOver() {
        return limitNanos > 0 && System.nanoTime() - since >= limitNanos;
    }
}
