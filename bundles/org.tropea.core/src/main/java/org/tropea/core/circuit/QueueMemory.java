package org.tropea.core.circuit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What MaxMemInQueues and the number of circuits limit in a router as a whole: each loop says what it has, as of its last
 * look, and reads what the others said. Any thread.
 */
final class QueueMemory {
    private final AtomicLongArray used;
    private final AtomicInteger circuits = new AtomicInteger();

    QueueMemory(int loops) {
        used = new AtomicLongArray(loops);
    }

    /** The loop at {@code loop} uses {@code bytes} now. */
    void uses(int loop, long bytes) {
        used.setOpaque(loop, bytes);
    }

    /** What all loops but that at {@code loop} use. */
    long others(int loop) {
        long bytes = 0;
        for (int i = 0; i < used.length(); i++) {
            bytes += i == loop ? 0 : used.getOpaque(i);
        }
        return bytes;
    }

    /** The circuits of all loops. */
    int circuits() {
        return circuits.get();
    }

    void circuits(int change) {
        circuits.addAndGet(change);
    }
}
