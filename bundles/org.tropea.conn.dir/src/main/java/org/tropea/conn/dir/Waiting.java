package org.tropea.conn.dir;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of one router's answers that wait for slow readers and that nobody holds but the answer: above a bound
 * further ones are refused. Any thread.
 */
final class Waiting {
    private static final long LEAST = 16L << 20;
    private static final long MOST = 64L << 20;
    private static final int PART_OF_HEAP = 16;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** Room for {@code most} bytes. */
    Waiting(long most) {
        this.most = most;
    }

    /** A sixteenth of {@code heap} bytes, from 16 to 64 MiB. */
    static Waiting ofHeap(long heap) {
        return new Waiting(Math.max(LEAST, Math.min(MOST, heap / PART_OF_HEAP)));
    }

    /** Takes {@code bytes} more unless that is too much; what is larger than all room is let in when nothing waits. */
    boolean take(long bytes) {
        long before = held.getAndAdd(bytes);
        if (bytes > 0 && before > 0 && before + bytes > most) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** {@code bytes} that were taken have gone. */
    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    /** How many bytes wait now. */
    long held() {
        return held.get();
    }
}
