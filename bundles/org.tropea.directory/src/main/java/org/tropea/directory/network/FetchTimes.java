package org.tropea.directory.network;

import java.util.Random;
import org.tropea.net.option.Options;
import org.tropea.netdoc.status.Schedule;

/**
 * When the next consensus is fetched (dir-spec 5.1): caches soon after it should be there, clients later and spread
 * out, so that not all come at once.
 *
 * @param early whether we are a cache, or were told to be early
 * @param extraEarly whether we were told to be earlier still
 */
record FetchTimes(boolean early, boolean extraEarly) {
    private static final long CACHE_SLOP = 120;
    private static final long MINUTE = 60;

    static FetchTimes of(Options options, boolean cache) {
        boolean extra = options.flag("FetchDirInfoExtraEarly");
        return new FetchTimes(cache || extra || options.flag("FetchDirInfoEarly"), extra);
    }

    /** When to fetch the one after {@code present}, seconds since 1970. */
    long next(Schedule present, Random random) {
        long interval = present.freshUntil() - present.validAfter();
        long slop = Math.max(1, Math.min(CACHE_SLOP, interval / 16));
        long start;
        long spread;
        if (early) {
            start = present.freshUntil() + slop;
            spread = extraEarly && slop + MINUTE <= interval ? MINUTE : interval / 2;
        } else {
            start = present.freshUntil() + interval * 3 / 4;
            spread = (present.validUntil() - start) * 7 / 8;
        }
        spread = Math.max(1, spread);
        if (start + spread >= present.validUntil()) {
            start = present.validUntil() - spread - 1;
        }
        return start + (long) (random.nextDouble() * spread);
    }
}
