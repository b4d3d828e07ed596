package org.tropea.itests.bench.all;

import java.time.Duration;

/** How much is carried: MiB of each of many downloads, and the longest time of a run. */
record Sizes(int mib, Duration runLimit) {
    /** A download that is alone is that much longer: CPU times come in ticks of 10 ms. */
    private static final int ALONE = 6;

    /** Bytes of one of many downloads. */
    long stream() {
        return (long) mib << 20;
    }

    /** Bytes of a download that is alone. */
    long single() {
        return ALONE * stream();
    }
}
