package org.tropea.loop;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a loop alive whatever its owners throw: each bug is logged once with its stack, known by its class and where it
 * was thrown, and counted from then on. Touched only by its loop.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int KNOWN_MAX = 1000;

    private final Set<String> known = new HashSet<>();
    private long bugs;

    /** Runs {@code command}; a throw is a bug of its owner. */
    void run(Runnable command) {
        try {
            command.run();
        } catch (Throwable bug) {
            report(bug);
        }
    }

    void report(Throwable bug) {
        bugs++;
        StackTraceElement[] stack = bug.getStackTrace();
        String place = bug.getClass().getName() + " at " + (stack.length == 0 ? "an unknown place" : stack[0]);
        if (known.size() < KNOWN_MAX && known.add(place)) {
            LOG.error("bug number {}, logged once: {}", bugs, place, bug);
        }
    }

    long bugs() {
        return bugs;
    }
}
