package org.tropea.testkit;

import java.util.HashMap;
import java.util.Map;
import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.loop.LoopGroup;

/** An I/O layer whose groups share one clock and one network, so that several routers of a test can meet. */
public final class HandCrankedLoopFactory implements LoopFactory {
    private final ManualClock clock;
    private final MemoryNetwork network;
    private final Map<String, HandCrankedLoopGroup> groups = new HashMap<>();

    /** A factory of groups that read {@code clock} and talk over {@code network}. */
    public HandCrankedLoopFactory(ManualClock clock, MemoryNetwork network) {
        this.clock = clock;
        this.network = network;
    }

    @Override
    public String name() {
        return "hand-cranked";
    }

    @Override
    public LoopGroup open(String router, int loops, int workers) {
        HandCrankedLoopGroup group = new HandCrankedLoopGroup(loops, clock, network);
        groups.put(router, group);
        return group;
    }

    /** The group opened for {@code router}, or null. */
    public HandCrankedLoopGroup group(String router) {
        return groups.get(router);
    }
}
