package org.tropea.itests.swap.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.tropea.itests.badinput.ExitTarget;
import org.tropea.itests.badinput.RelayInfo;
import org.tropea.itests.swap.relay.SwapNetwork;

/** New OR connections to the relay, a few at a time, each with a circuit and some compared cells, on threads of its own. */
public final class NewLinks {
    private static final int CELLS = 5;
    private static final int AT_A_TIME = 4;
    private static final long PAUSE_MILLIS = 100;

    private final int orPort;
    private final RelayInfo exit;
    private final ExitTarget target;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean stopping;

    /** Starts; what they carry leaves at the C tor relay {@code relay1}. */
    public NewLinks(SwapNetwork relay) {
        orPort = relay.relay().orPort();
        exit = RelayInfo.of(relay.network(), "relay1");
        try {
            target = new ExitTarget(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < AT_A_TIME; i++) {
            Thread thread = new Thread(this::run, "new-links-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    private void run() {
        while (!stopping) {
            one();
            Pause.millis(PAUSE_MILLIS);
        }
    }

    private void one() {
        try (RawEcho echo = RawEcho.open(orPort, exit, target.port())) {
            for (int i = 0; i < CELLS; i++) {
                echo.cell();
            }
            opened.incrementAndGet();
        } catch (IOException | RuntimeException e) {
            faults.add("after " + opened + " connections: " + e.getMessage());
        }
    }

    /** How many were opened, carried everything and were closed by us; and what went wrong. */
    public record Done(int opened, List<String> faults) {}

    /** Stops after the connections that are open now. */
    public Done stop() {
        stopping = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            target.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Done(opened.get(), List.copyOf(faults));
    }
}
