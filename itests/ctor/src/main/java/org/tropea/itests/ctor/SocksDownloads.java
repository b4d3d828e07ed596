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
import java.util.concurrent.atomic.LongAdder;

/**
 * Compared downloads through the SOCKS port of a client of any make, over whatever circuits that chooses: all streams at
 * the same time, every byte compared. Settings first, then {@link #open} where circuits shall stand before it counts, then
 * {@link #run}, once. One thread sets it up.
 */
public final class SocksDownloads {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final int socksPort;
    private final String name = "traffic" + NAMES.incrementAndGet() + "-";
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final LongAdder moved = new LongAdder();
    private final AtomicInteger done = new AtomicInteger();
    private int streams = 1;
    private int users = 1;
    private long bytes = 1 << 20;
    private boolean sha256 = true;
    private Duration limit = Duration.ofSeconds(120);

    /** Traffic through the SOCKS port {@code socksPort} of 127.0.0.1. */
    public SocksDownloads(int socksPort) {
        this.socksPort = socksPort;
    }

    /** How many streams at once; 1 unless told otherwise. */
    public SocksDownloads streams(int number) {
        streams = number;
        return this;
    }

    /** Under how many user names, and so on how many circuits at least; 1 unless told otherwise. */
    public SocksDownloads users(int number) {
        users = number;
        return this;
    }

    /** Bytes per stream; 1 MiB unless told otherwise. */
    public SocksDownloads bytes(long number) {
        bytes = number;
        return this;
    }

    /** Without the SHA-256 of each stream, which costs time: each byte is compared all the same. */
    public SocksDownloads withoutDigest() {
        sha256 = false;
        return this;
    }

    /** How long all of it may take, {@link #open} and {@link #run} each; 120 s unless told otherwise. */
    public SocksDownloads limit(Duration value) {
        limit = value;
        return this;
    }

    /** Payload bytes that arrived until now. Any thread. */
    public long moved() {
        return moved.sum();
    }

    /** One byte for each user name, so that its circuit stands. @throws IllegalStateException when that fails */
    public SocksDownloads open() {
        TrafficReport report = play(users, 1);
        if (!report.clean()) {
            throw new IllegalStateException("no circuits: " + report);
        }
        done.set(0);
        moved.reset();
        return this;
    }

    /** Carries everything; what is not done in time is cut off and counts as an error. */
    public TrafficReport run() {
        return play(streams, bytes);
    }

    private TrafficReport play(int number, long length) {
        long start = System.nanoTime();
        Deadline deadline = Deadline.in(limit);
        try (SourceServer source = new SourceServer()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                String user = name + i % users;
                Thread thread = new Thread(() -> stream(user, source.port(), length, deadline), user);
                thread.setDaemon(true);
                threads.add(thread);
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline.left()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            errors.add("interrupted");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new TrafficReport(
                List.of("any path"), number, done.get(), moved.sum(), seconds, List.copyOf(errors), List.of());
    }

    private void stream(String user, int port, long length, Deadline deadline) {
        long seed = ThreadLocalRandom.current().nextLong();
        try (Socket socket = new SocksClient(socksPort, user, deadline.leftMillis()).connect("127.0.0.1", port)) {
            Transfer.DOWNLOAD.run(socket, seed, length, sha256, moved::add);
            done.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            errors.add(user + ": " + e.getMessage());
        }
    }
}
