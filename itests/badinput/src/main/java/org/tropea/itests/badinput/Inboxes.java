package org.tropea.itests.badinput;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The cells that came on one link, by circuit id; circuit 0 is the link itself. Filled by one thread, read by any. */
final class Inboxes {
    private final Map<Integer, BlockingQueue<RawCell>> byCircuit = new ConcurrentHashMap<>();

    private BlockingQueue<RawCell> of(int circuit) {
        return byCircuit.computeIfAbsent(circuit, id -> new LinkedBlockingQueue<>());
    }

    void put(RawCell cell) {
        of(cell.circuit()).add(cell);
    }

    /** The next cell on the circuit, or null when none came within {@code limit}. */
    RawCell next(int circuit, Duration limit) {
        try {
            return of(circuit).poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a cell", e);
        }
    }
}
