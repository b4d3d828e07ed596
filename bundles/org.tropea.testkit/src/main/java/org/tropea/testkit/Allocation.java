package org.tropea.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What code allocates on the thread that asks, once the compiler is done with it: when that is, and whether it throws
 * away what it compiled and begins again, differs from run to run. What is allocated each time stays. Stateless.
 */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE_NANOS = 15_000_000_000L;
    private static final int LEAST_ROUNDS = 10;

    private Allocation() {}

    /** What is measured. */
    @FunctionalInterface
    public interface Work {
        /** Does it once. */
        void run() throws Exception;
    }

    /** A measurement. */
    @FunctionalInterface
    public interface Round {
        /** Measures once; in whatever unit. */
        double measure() throws Exception;
    }

    /** Bytes that this thread has allocated since it began. */
    public static long soFar() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Bytes that {@code work} allocates in this thread, this time. */
    public static long of(Work work) throws Exception {
        long before = soFar();
        work.run();
        return soFar() - before;
    }

    /**
     * Repeats {@code round}, which measures itself, until one result is below {@code limit}. {@code unit} says what it
     * counts. @throws AssertionError with the best result when none was, in 15 s and at least ten rounds
     */
    public static void requireBelow(double limit, String unit, Round round) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        double best = Double.POSITIVE_INFINITY;
        int rounds = 0;
        while (rounds < LEAST_ROUNDS || System.nanoTime() - end < 0) {
            best = Math.min(best, round.measure());
            rounds++;
            if (best < limit) {
                return;
            }
        }
        throw new AssertionError(best + " " + unit + " at best, in " + rounds + " rounds; below " + limit + " wanted");
    }
}
