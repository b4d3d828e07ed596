package org.tropea.core.channel;

/** How many cells were dropped, by why. Touched only by one loop. */
public final class DropCounts {
    private final long[] counts = new long[Drop.values().length];

    /** One more. */
    public void count(Drop why) {
        counts[why.ordinal()]++;
    }

    /** How many because of {@code why}. */
    public long of(Drop why) {
        return counts[why.ordinal()];
    }

    /** How many in all. */
    public long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }
}
