package org.tropea.core.slot;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.loop.EventLoop;

/**
 * The loops of one router as its slots see them: each lives, has stopped (then it counts as having confirmed
 * everything), or is dead: stuck for so long that nobody waits for it any more. Any thread.
 */
public final class RouterLoops {
    private static final Logger LOG = LoggerFactory.getLogger(RouterLoops.class);
    private static final long LOOK_EVERY_MILLIS = 20;

    private final List<EventLoop> loops;
    private final Thread[] threads;
    private final boolean[] dead;
    private volatile boolean stopped;

    /** {@code loops} by index. */
    public RouterLoops(List<EventLoop> loops) {
        this.loops = List.copyOf(loops);
        this.threads = new Thread[loops.size()];
        this.dead = new boolean[loops.size()];
        for (int i = 0; i < threads.length; i++) {
            int index = i;
            post(index, () -> register(index));
        }
    }

    /** How many loops there are. */
    public int size() {
        return loops.size();
    }

    /** The loop at {@code index}. */
    public EventLoop loop(int index) {
        return loops.get(index);
    }

    /** All of them, by index. */
    public List<EventLoop> all() {
        return loops;
    }

    /** Whether the caller is one of them. */
    public boolean inLoop() {
        return loops.stream().anyMatch(EventLoop::inLoop);
    }

    /** Tells that the loops were stopped, or are about to be: whoever waits for one goes on. */
    public void stopped() {
        stopped = true;
    }

    /** Whether the loop at {@code index} was given up. */
    public synchronized boolean isDead(int index) {
        return dead[index];
    }

    /** Runs {@code command} in the loop at {@code index}; returns false when it has stopped. */
    boolean post(int index, Runnable command) {
        try {
            loops.get(index).execute(command);
            return !stopped;
        } catch (RejectedExecutionException gone) {
            return false;
        }
    }

    /** Waits for the loop at {@code index} to count {@code latch} down; false when it lives and did not in time. */
    boolean await(int index, CountDownLatch latch, long deadline) {
        try {
            while (!latch.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (hasEnded(index)) {
                    return true;
                }
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the loop at {@code index} up and logs where it is stuck. */
    void giveUp(int index, String waitedFor) {
        Thread thread = markDead(index);
        String stack = thread == null ? "" : stack(thread);
        LOG.error("Loop {} is stuck and was given up; it did not confirm {}. It is here:{}", index, waitedFor, stack);
    }

    /** Where {@code thread} is, one line for each call, each after a newline. */
    public static String stack(Thread thread) {
        StringBuilder stack = new StringBuilder();
        for (StackTraceElement frame : thread.getStackTrace()) {
            stack.append("\n\tat ").append(frame);
        }
        return stack.toString();
    }

    private boolean hasEnded(int index) {
        Thread thread = thread(index);
        return stopped || isDead(index) || thread != null && !thread.isAlive();
    }

    private synchronized void register(int index) {
        threads[index] = Thread.currentThread();
    }

    /** The thread of the loop at {@code index}; null until it ran for the first time. */
    public synchronized Thread thread(int index) {
        return threads[index];
    }

    private synchronized Thread markDead(int index) {
        dead[index] = true;
        return threads[index];
    }
}
