package org.tropea.itests.ctor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A point in time that waiting stops at. Any thread. */
public final class Deadline {

    private final long endNanos;
    private final Duration allowed;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
        this.endNanos = System.nanoTime() + allowed.toNanos();
    }

    /** That long from now. */
    public static Deadline in(Duration allowed) {
        return new Deadline(allowed);
    }

    /** Whether it has come. */
    public boolean passed() {
        return left() <= 0;
    }

    /** Nanoseconds left, 0 or less when passed. */
    long left() {
        return endNanos - System.nanoTime();
    }

    /** Milliseconds left for a socket time-out: at least 1, at most what an int holds. */
    int leftMillis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left())));
    }

    /** Polls {@code condition}. @throws IllegalStateException with {@code what} when the deadline passes first */
    public void await(Callable<Boolean> condition, long everyMillis, Supplier<String> what) {
        try {
            while (!condition.call()) {
                if (passed()) {
                    throw new IllegalStateException(what.get() + " (waited " + allowed.toSeconds() + " s)");
                }
                Thread.sleep(everyMillis);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + what.get(), e);
        } catch (Exception e) {
            throw new IllegalStateException(what.get() + ": " + e.getMessage(), e);
        }
    }
}
