package org.tropea.core.slot;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts one router's bugs and logs each kind once with its stack. Any thread. */
public final class Bugs {
    private static final Logger LOG = LoggerFactory.getLogger(Bugs.class);
    private static final int KINDS_KEPT = 1_000;

    private final AtomicLong count = new AtomicLong();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** Counts {@code bug}, which came out of {@code where}, and logs it when it is the first of its kind. */
    public void report(String where, Throwable bug) {
        count.incrementAndGet();
        if (seen.size() < KINDS_KEPT && seen.add(kind(bug))) {
            LOG.error("Bug in {}; more of the same are only counted", where, bug);
        }
    }

    /** How many there were. */
    public long count() {
        return count.get();
    }

    private static String kind(Throwable bug) {
        StackTraceElement[] stack = bug.getStackTrace();
        return bug.getClass().getName() + (stack.length == 0 ? bug.getMessage() : "@" + stack[0]);
    }
}
