package org.tropea.core.slot;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service on its way out of the loops. For each loop two things must come true: it uses something else now, within
 * 2 s; and what the service made is gone, within the drain time after that. Any thread but a loop.
 */
final class Withdrawal<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Withdrawal.class);
    private static final long ADOPTION_LIMIT = TimeUnit.SECONDS.toNanos(2);
    private static final long SLACK = TimeUnit.MILLISECONDS.toNanos(300);

    private final RouterLoops loops;
    private final String label;
    private final CountDownLatch[] adopted;
    private final CountDownLatch[] drained;
    private final long started = System.nanoTime();

    Withdrawal(RouterLoops loops, String label) {
        this.loops = loops;
        this.label = label;
        this.adopted = new CountDownLatch[loops.size()];
        this.drained = new CountDownLatch[loops.size()];
        for (int i = 0; i < adopted.length; i++) {
            adopted[i] = new CountDownLatch(1);
            drained[i] = new CountDownLatch(1);
        }
    }

    /** Starts it in the loop at {@code index}, where {@code slot} then uses its latest choice. */
    void post(int index, Slot<T> slot, T gone) {
        boolean alive = loops.post(index, () -> {
            slot.catchUp(index);
            adopted[index].countDown();
            slot.at(index).withdraw(gone, drained[index]::countDown);
        });
        if (!alive) {
            adopted[index].countDown();
            drained[index].countDown();
        }
    }

    /** Returns when no loop can call the service any more. */
    void await(long drainNanos) {
        for (int i = 0; i < adopted.length; i++) {
            if (!loops.isDead(i)) {
                await(i, drainNanos);
            }
        }
    }

    private void await(int index, long drainNanos) {
        if (!loops.await(index, adopted[index], started + ADOPTION_LIMIT)) {
            loops.giveUp(index, "the withdrawal of " + label);
        } else if (!loops.await(index, drained[index], started + ADOPTION_LIMIT + drainNanos + SLACK)) {
            LOG.error("Loop {} still holds something made by {}, which is gone now", index, label);
        }
    }
}
