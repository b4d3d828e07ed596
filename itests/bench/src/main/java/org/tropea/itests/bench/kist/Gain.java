package org.tropea.itests.bench.kist;

import java.util.List;

/**
 * What KIST brings over vanilla in the same bed, by the medians of the rounds' medians.
 *
 * @param fetch how much shorter a fetch takes: 0.3 is 30 % less time
 * @param bulk how much the bulk circuits carry compared with vanilla: 0.95 is 5 % less
 */
public record Gain(double fetch, double bulk) {
    /** The least by which KIST must shorten fetches. */
    static final double LEAST_FETCH = 0.30;
    /** So much less than C tor's own gain will do too. */
    static final double BEHIND_CTOR = 0.05;
    /** The least that the bulk circuits must carry. */
    static final double LEAST_BULK = 0.95;

    static Gain of(List<Run> kist, List<Run> vanilla) {
        return new Gain(1 - fetch(kist) / fetch(vanilla), bulk(kist) / bulk(vanilla));
    }

    static double fetch(List<Run> runs) {
        return Run.median(runs.stream().map(Run::fetchMillis).toList());
    }

    static double bulk(List<Run> runs) {
        return Run.median(runs.stream().map(Run::bulkMbits).toList());
    }

    /** Whether that is enough, beside C tor's gain, which is null when it was not measured. */
    boolean suffices(Gain ctor) {
        boolean asCtor = ctor != null && fetch >= ctor.fetch - BEHIND_CTOR;
        return (fetch >= LEAST_FETCH || asCtor) && bulk >= LEAST_BULK;
    }
}
