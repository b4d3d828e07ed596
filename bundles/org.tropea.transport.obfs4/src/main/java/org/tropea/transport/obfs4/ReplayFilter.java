package org.tropea.transport.obfs4;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The codes of handshakes that a bridge saw in the last three hours, as keyed 64-bit hashes: longer than any of them is
 * valid. One per bridge, shared by its loops: any thread; asked once per handshake.
 */
public final class ReplayFilter {
    private static final int MOST = 100 * 1024;
    private static final long KEPT_MILLIS = 3 * 3_600_000L;

    private final long key0;
    private final long key1;
    private final int most;
    /** Hash to when it was first seen, eldest first. */
    private final Map<Long, Long> seen = new LinkedHashMap<>();

    /** An empty filter under a key of its own. */
    public ReplayFilter(RandomGenerator random) {
        this(random, MOST);
    }

    ReplayFilter(RandomGenerator random, int most) {
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
        this.most = most;
    }

    /** Whether {@code code} was seen; from now on it was. */
    synchronized boolean seen(byte[] code, long nowMillis) {
        forget(nowMillis);
        return seen.putIfAbsent(SipHash.hash(key0, key1, code, 0, code.length), nowMillis) != null;
    }

    /** Forgets what is too old, and the eldest of too many; all of it, when the clock went back. */
    private void forget(long nowMillis) {
        Iterator<Long> times = seen.values().iterator();
        while (times.hasNext()) {
            long age = nowMillis - times.next();
            if (age < 0) {
                seen.clear();
                return;
            }
            if (age < KEPT_MILLIS && seen.size() < most) {
                return;
            }
            times.remove();
        }
    }
}
