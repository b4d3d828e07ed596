package org.tropea.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A conductor without a thread, and the wall clock that goes with it: both move when a test says so. */
public final class ManualConductor extends AbstractExecutorService implements ScheduledExecutorService {
    public static final long START = 1_800_000_000L;

    private final List<Task> tasks = new ArrayList<>();
    private long seconds = START;
    private boolean stopped;

    private record Task(long at, long every, Runnable work) {}

    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(seconds);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    /** Lets {@code count} seconds pass; after each task {@code between} runs, as the loops do. */
    public void pass(long count, Runnable between) {
        long end = seconds + count;
        for (Task next = next(); next != null && next.at() <= end && !stopped; next = next()) {
            tasks.remove(next);
            seconds = Math.max(seconds, next.at());
            if (next.every() > 0) {
                tasks.add(new Task(next.at() + next.every(), next.every(), next.work()));
            }
            next.work().run();
            between.run();
        }
        seconds = end;
    }

    private Task next() {
        return tasks.stream().min(Comparator.comparingLong(Task::at)).orElse(null);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (stopped) {
            throw new RejectedExecutionException("stopped");
        }
        tasks.add(new Task(seconds + unit.toSeconds(delay), 0, command));
        return null;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        tasks.add(new Task(seconds + unit.toSeconds(initialDelay), unit.toSeconds(period), command));
        return null;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new AssertionError("not used");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        throw new AssertionError("not used");
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.SECONDS);
    }

    @Override
    public void shutdown() {
        stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        stopped = true;
        tasks.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return stopped;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return stopped;
    }
}
