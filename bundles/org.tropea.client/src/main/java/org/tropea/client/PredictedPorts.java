package org.tropea.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ports that programs used of late, for which circuits are kept ready (path-spec 2.1.1). Touched by one loop. */
final class PredictedPorts {
    /** How long a port is expected again; CircuitsAvailableTimeout overrides it. */
    private static final long RELEVANT = 30 * 60 * 1_000_000_000L;
    /** For questions for names: any exit will do. */
    static final int NAMES = 0;

    private static final int FIRST = 80;

    private final Map<Integer, Long> lastUsed = new HashMap<>();

    /** What a web browser will want first is expected from the start. */
    PredictedPorts(long now) {
        used(FIRST, now);
    }

    void used(int port, long now) {
        lastUsed.put(port, now);
    }

    /** The ports expected now; {@code available} is CircuitsAvailableTimeout, or 0. */
    List<Integer> expected(long now, long available) {
        long relevant = relevant(available);
        lastUsed.values().removeIf(last -> now - last > relevant);
        return new ArrayList<>(lastUsed.keySet());
    }

    static long relevant(long available) {
        return available > 0 ? available : RELEVANT;
    }
}
