package org.tropea.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;

/** Hand-cranked loops that share a clock and a network. Work runs when the group is cranked, on the test's thread. */
public final class HandCrankedLoopGroup implements LoopGroup {
    private static final int TURNS_MAX = 100_000;
    private static final long OUTSIDE_SECONDS = 10;

    private final List<HandCrankedLoop> loops = new ArrayList<>();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final ManualClock clock;
    private int workLimit = 1024;

    /** {@code count} loops that read {@code clock} and talk over {@code network}. */
    public HandCrankedLoopGroup(int count, ManualClock clock, MemoryNetwork network) {
        this.clock = clock;
        for (int index = 0; index < count; index++) {
            loops.add(new HandCrankedLoop(index, clock, network));
        }
    }

    /** One loop with a clock and a network of its own. */
    public HandCrankedLoopGroup() {
        this(1, new ManualClock(), new MemoryNetwork());
    }

    /** Loop {@code index}, with its crank. */
    public HandCrankedLoop loop(int index) {
        return loops.get(index);
    }

    /** The clock of all loops. */
    public ManualClock clock() {
        return clock;
    }

    @Override
    public List<EventLoop> loops() {
        return List.copyOf(loops);
    }

    @Override
    public synchronized <T> boolean work(EventLoop loop, Callable<T> task, BiConsumer<T, Throwable> done) {
        return work.size() < workLimit && work.add(() -> run(loop, task, done));
    }

    private static <T> void run(EventLoop loop, Callable<T> task, BiConsumer<T, Throwable> done) {
        try {
            T result = task.call();
            loop.execute(() -> done.accept(result, null));
        } catch (Throwable thrown) {
            loop.execute(() -> done.accept(null, thrown));
        }
    }

    @Override
    public int workLimit() {
        return workLimit;
    }

    /** Lets {@code pieces} of work wait from now on. */
    public void workLimit(int pieces) {
        workLimit = pieces;
    }

    /** Does the work that waits, then one turn of each loop; returns whether there was anything to do. */
    public boolean turn() {
        boolean busy = false;
        for (Runnable piece = next(); piece != null; piece = next()) {
            piece.run();
            busy = true;
        }
        for (HandCrankedLoop loop : loops) {
            busy |= loop.turn();
        }
        return busy;
    }

    private synchronized Runnable next() {
        return work.poll();
    }

    /** Turns until there is nothing to do; fails when that never happens. */
    public void crank() {
        for (int turns = 0; turn(); turns++) {
            if (turns == TURNS_MAX) {
                throw new AssertionError("still busy after " + TURNS_MAX + " turns");
            }
        }
    }

    /** Moves the clock on by {@code nanos}, stopping at each timer on the way, and cranks at every stop. */
    public void advance(long nanos) {
        long end = clock.now() + nanos;
        crank();
        for (long next = nextTimer(); next <= end; next = nextTimer()) {
            clock.set(Math.max(clock.now(), next));
            crank();
        }
        clock.set(end);
        crank();
    }

    private long nextTimer() {
        return loops.stream().mapToLong(HandCrankedLoop::nextTimer).min().orElse(Long.MAX_VALUE);
    }

    /**
     * Calls {@code call} on a thread that is no loop, cranking until it is done: for calls that wait for a loop. What it
     * throws comes as the cause of a {@link CompletionException}.
     */
    public <T> T fromOutside(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(result, call), "outside");
        thread.setDaemon(true);
        thread.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(OUTSIDE_SECONDS);
        while (!result.isDone()) {
            if (!turn()) {
                Thread.onSpinWait();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("a call from outside did not return in " + OUTSIDE_SECONDS + " s");
            }
        }
        return result.join();
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> call) {
        try {
            result.complete(call.call());
        } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
        }
    }

    /** Drops the work that waits and closes every socket. */
    @Override
    public synchronized void close() {
        work.clear();
        loops.forEach(HandCrankedLoop::close);
    }
}
