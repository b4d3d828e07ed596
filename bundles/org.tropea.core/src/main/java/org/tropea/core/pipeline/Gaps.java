package org.tropea.core.pipeline;

import org.HdrHistogram.Histogram;
import org.tropea.core.circuitmux.WriteGaps;

/**
 * For how long cells waited in some circuit queue of a loop while none was written to any channel. Immutable by
 * agreement.
 *
 * @param nanos the gaps, in nanoseconds
 * @param total their sum, in nanoseconds
 */
public record Gaps(Histogram nanos, long total) {
    static Gaps of(WriteGaps gaps, boolean reset) {
        Gaps now = new Gaps(gaps.copy(), gaps.total());
        if (reset) {
            gaps.reset();
        }
        return now;
    }
}
