package org.tropea.itests.ctor;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Traffic that {@link PathTraffic#start} set going: a thread per stream until all are done, failed or out of time. */
public final class RunningTraffic {

    private final PathTraffic plan;
    private final List<PathCircuit> circuits;
    private final SourceServer source = new SourceServer();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Queue<Double> durations = new ConcurrentLinkedQueue<>();
    private final long startNanos = System.nanoTime();
    private final Deadline deadline;
    private volatile boolean finishing;
    private volatile boolean cut;

    RunningTraffic(PathTraffic plan, List<PathCircuit> circuits) throws IOException {
        this.plan = plan;
        this.circuits = circuits;
        this.deadline = Deadline.in(plan.limit);
        this.finishing = !plan.repeat;
        for (PathCircuit circuit : circuits) {
            for (int i = 0; i < plan.streams; i++) {
                String user = plan.client.userOn(circuit);
                threads.add(new Thread(() -> stream(user), "traffic-" + user));
            }
        }
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
    }

    private void stream(String user) {
        boolean fine;
        do {
            fine = transfer(user) && plan.pause(finishing);
        } while (fine && !finishing);
        plan.client.forget(user);
    }

    private boolean transfer(String user) {
        begun.incrementAndGet();
        long started = System.nanoTime();
        Socket socket = null;
        try {
            long seed = ThreadLocalRandom.current().nextLong();
            socket = new SocksClient(plan.socksPort, user, deadline.leftMillis()).connect(plan.host, source.port());
            open.add(socket);
            plan.transfer.run(socket, seed, plan.bytes, plan.sha256, bytes::add);
            done.incrementAndGet();
            durations.add((System.nanoTime() - started) / 1e9);
            return true;
        } catch (IOException | RuntimeException e) {
            String reason = plan.client.endReason(user);
            error(user + ": " + e.getMessage() + (reason.isEmpty() ? "" : " (" + reason + ")"));
            return false;
        } finally {
            close(socket);
        }
    }

    /** What breaks because it was cut is no error. */
    private void error(String text) {
        if (!cut) {
            errors.add(text);
        }
    }

    private void close(Socket socket) {
        if (socket != null) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                errors.add("closing: " + e.getMessage());
            }
        }
    }

    /** Bytes moved so far, all streams. */
    public long bytes() {
        return bytes.sum();
    }

    /** Ends repeating: streams that run go to their end, no new one starts. */
    public RunningTraffic finish() {
        finishing = true;
        return this;
    }

    /** How long each stream took that is done, in seconds: from asking the SOCKS port to the last byte compared. */
    public List<Double> durations() {
        return List.copyOf(durations);
    }

    /** Ends at once: streams that run are cut off, which is no error; reports what came until now. */
    public TrafficReport cut() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        try {
            cut = true;
            cutOff();
            return report(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while cutting traffic off", e);
        } catch (IOException e) {
            throw new IllegalStateException("closing the source: " + e.getMessage(), e);
        }
    }

    /** Blocks until every stream is done, or the plan's limit has passed and the rest is cut off. */
    public TrafficReport await() {
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline.left()));
            }
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            cutOff();
            return report(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while traffic ran", e);
        } catch (IOException e) {
            throw new IllegalStateException("closing the source: " + e.getMessage(), e);
        }
    }

    private void cutOff() throws IOException, InterruptedException {
        finishing = true;
        long late = threads.stream().filter(Thread::isAlive).count();
        if (late > 0) {
            error(late + " streams not done within " + plan.limit.toSeconds() + " s");
        }
        for (Socket socket : open) {
            socket.close();
        }
        source.close();
        for (Thread thread : threads) {
            thread.join(5_000);
        }
    }

    private TrafficReport report(double seconds) {
        List<String> closed = circuits.stream()
                .filter(circuit -> circuit.closeReason() != null)
                .map(circuit -> "circuit " + circuit.id() + " " + circuit.closeReason())
                .toList();
        return new TrafficReport(
                plan.path(), begun.get(), done.get(), bytes.sum(), seconds, List.copyOf(errors), closed);
    }
}
