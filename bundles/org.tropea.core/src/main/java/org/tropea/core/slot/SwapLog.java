package org.tropea.core.slot;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last swaps of one router, for {@code swap:log}; they go to the log, too. Any thread. */
public final class SwapLog {
    private static final Logger LOG = LoggerFactory.getLogger(SwapLog.class);

    private final String router;
    private final int capacity;
    private final InstantSource clock;
    private final Deque<Adoption> swaps = new ArrayDeque<>();

    /** A log that keeps the last {@code capacity} swaps of {@code router}. */
    public SwapLog(String router, int capacity, InstantSource clock) {
        this.router = router;
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

    /** Written by whoever has it swapped: loops have better things to do. */
    void begun(String slot, String from, String to, String why) {
        String who = to.equals("-") ? "nobody" : to;
        LOG.info("Router {}: {} {} decides, after {}: {}", router, slot, who, from, why);
    }

    synchronized void add(Adoption swap) {
        if (swaps.size() == capacity) {
            swaps.removeFirst();
        }
        swaps.addLast(swap);
    }
}
