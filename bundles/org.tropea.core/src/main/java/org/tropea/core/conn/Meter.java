package org.tropea.core.conn;

import java.util.function.IntConsumer;

/** Counts the bytes of one direction of one connection against its allowance. Touched only by the connection's loop. */
final class Meter {
    private final Allowance allowance;
    private final IntConsumer total;
    private long moved;

    /** {@code total} counts for the connection's type; what {@code before} counted goes on, if that is not null. */
    Meter(Allowance allowance, IntConsumer total, Meter before) {
        this.allowance = allowance;
        this.total = total;
        this.moved = before == null ? 0 : before.moved;
    }

    int bytes(int most, long now) {
        return allowance.bytes(most, now);
    }

    /** Whether the router's buckets are empty, when there is nothing to move. */
    boolean isGlobal(long now) {
        return allowance.isGlobal(now);
    }

    void count(int bytes) {
        moved += bytes;
        total.accept(bytes);
        allowance.take(bytes);
    }

    long moved() {
        return moved;
    }
}
