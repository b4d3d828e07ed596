package org.tropea.itests.ctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Compared downloads through a SOCKS port whose client chooses the circuits itself: so many user names, which clients
 * keep apart on circuits of their own, with so many streams each. One thread sets it up; used once.
 */
public final class SocksTraffic {
    private static final AtomicLong NAMES = new AtomicLong();

    private final int socksPort;
    private final int streams;
    private final long bytes;
    private final Deadline deadline;
    private final long seconds;
    private final List<String> users = new ArrayList<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final LongAdder moved = new LongAdder();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    /** {@code bytes} of each stream; {@code limit} is the longest time for all of it, {@link #open} included. */
    public SocksTraffic(int socksPort, int users, int streams, long bytes, Duration limit) {
        this.socksPort = socksPort;
        this.streams = streams;
        this.bytes = bytes;
        this.deadline = Deadline.in(limit);
        this.seconds = limit.toSeconds();
        for (int i = 0; i < users; i++) {
            this.users.add("socks" + NAMES.incrementAndGet());
        }
    }

    /** One byte for each user name, so that its circuit stands. @throws IllegalStateException when that fails */
    public SocksTraffic open() {
        TrafficReport report = play(1, 1);
        if (!report.clean()) {
            throw new IllegalStateException("no circuits: " + report);
        }
        begun.set(0);
        done.set(0);
        moved.reset();
        return this;
    }

    /** Carries everything; returns when all streams are done or failed. */
    public TrafficReport run() {
        return play(streams, bytes);
    }

    private TrafficReport play(int each, long length) {
        try (SourceServer source = new SourceServer()) {
            long started = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (String user : users) {
                for (int i = 0; i < each; i++) {
                    Thread thread = new Thread(() -> download(user, source.port(), length), "traffic-" + user);
                    thread.setDaemon(true);
                    threads.add(thread);
                }
            }
            threads.forEach(Thread::start);
            join(threads);
            return report((System.nanoTime() - started) / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline.left()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while traffic ran", e);
        }
        long late = threads.stream().filter(Thread::isAlive).count();
        if (late > 0) {
            errors.add(late + " streams not done within " + seconds + " s");
        }
    }

    private void download(String user, int port, long length) {
        begun.incrementAndGet();
        SocksClient client = new SocksClient(socksPort, user, deadline.leftMillis());
        try (Socket socket = client.connect("127.0.0.1", port)) {
            Transfer.DOWNLOAD.run(socket, ThreadLocalRandom.current().nextLong(), length, false, moved::add);
            done.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            errors.add(user + ": " + e.getMessage());
        }
    }

    private TrafficReport report(double took) {
        return new TrafficReport(
                List.of("socks"), begun.get(), done.get(), moved.sum(), took, List.copyOf(errors), List.of());
    }
}
