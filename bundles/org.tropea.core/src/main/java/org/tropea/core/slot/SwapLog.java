package org.tropea.core.slot;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last swaps of one router, for {@code swap:log}. Any thread. */
public final class SwapLog {
    private final int capacity;
    private final InstantSource clock;
    private final Deque<Adoption> swaps = new ArrayDeque<>();

    /** A log that keeps the last {@code capacity} swaps. */
    public SwapLog(int capacity, InstantSource clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** The swaps kept, as they look now, oldest first. */
    public synchronized List<Swap> swaps() {
        return swaps.stream().map(Adoption::swap).toList();
    }

    InstantSource clock() {
        return clock;
    }

    synchronized void add(Adoption swap) {
        if (swaps.size() == capacity) {
            swaps.removeFirst();
        }
        swaps.addLast(swap);
    }
}
