package org.tropea.authority.relays;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A conductor without a thread: what it is given runs when a test lets time pass, a second at a time. */
final class ManualConductor extends ScheduledThreadPoolExecutor {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Runnable everySecond = () -> {};
    private long seconds;

    ManualConductor(long start) {
        super(0);
        seconds = start;
    }

    Clock clock() {
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

    void pass(long count) {
        for (long i = 0; i < count; i++) {
            seconds++;
            everySecond.run();
            drain();
        }
    }

    void drain() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long initial, long period, TimeUnit unit) {
        everySecond = work;
        return null;
    }

    @Override
    public List<Runnable> shutdownNow() {
        waiting.clear();
        return List.of();
    }
}
