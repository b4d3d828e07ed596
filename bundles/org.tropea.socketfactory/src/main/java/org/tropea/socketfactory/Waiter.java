package org.tropea.socketfactory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Where one thread of a program at a time waits for what a loop, or another thread, brings about. */
final class Waiter {
    private volatile Thread waiting;

    /** What was waited for may be there: call it behind the change. Never blocks; any thread. */
    void wake() {
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Waits until {@code condition} holds, at most {@code millis} (0: for ever), as sockets do: an interrupt changes
     * nothing. Returns whether it holds.
     */
    boolean await(BooleanSupplier condition, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        waiting = Thread.currentThread();
        try {
            boolean holds = condition.getAsBoolean();
            while (!holds && (millis == 0 || System.nanoTime() < end)) {
                park(millis == 0 ? Long.MAX_VALUE : end - System.nanoTime());
                interrupted |= Thread.interrupted();
                holds = condition.getAsBoolean();
            }
            return holds;
        } finally {
            waiting = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void park(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }
}
