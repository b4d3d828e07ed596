package org.tropea.directory;

/**
 * The best ten seconds that the relay has carried lately, as the descriptor reports them: the lower one of what was read
 * and what was written. Fed once a second; the best of each hour is kept for {@link #HOURS} hours. One thread.
 */
final class ObservedBandwidth {
    private static final int WINDOW = 10;
    private static final int HOURS = 5 * 24;
    private static final int SECONDS_PER_HOUR = 3600;

    private final Best read = new Best();
    private final Best written = new Best();
    private int seconds;

    /** Takes the totals of bytes read and written up to this second. */
    void sample(long readTotal, long writtenTotal) {
        read.sample(readTotal, seconds);
        written.sample(writtenTotal, seconds);
        seconds++;
    }

    /** Bytes per second in the best ten seconds. */
    long bytesPerSecond() {
        return Math.min(read.best(), written.best()) / WINDOW;
    }

    private static final class Best {
        private final long[] totals = new long[WINDOW];
        private final long[] hours = new long[HOURS];

        void sample(long total, int second) {
            int hour = second / SECONDS_PER_HOUR % HOURS;
            if (second % SECONDS_PER_HOUR == 0) {
                hours[hour] = 0;
            }
            int slot = second % WINDOW;
            if (second >= WINDOW) {
                hours[hour] = Math.max(hours[hour], total - totals[slot]);
            }
            totals[slot] = total;
        }

        long best() {
            long best = 0;
            for (long hour : hours) {
                best = Math.max(best, hour);
            }
            return best;
        }
    }
}
