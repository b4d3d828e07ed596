package org.tropea.path;

import java.util.concurrent.TimeUnit;

/** After which pause a guard that could not be reached may be tried again (guard-spec 4.5, A.1). Milliseconds. */
final class RetrySchedule {
    private static final long[] SINCE = {
        TimeUnit.HOURS.toMillis(6), TimeUnit.HOURS.toMillis(96), TimeUnit.DAYS.toMillis(7), Long.MAX_VALUE
    };
    private static final long[] PRIMARY = {
        TimeUnit.MINUTES.toMillis(10),
        TimeUnit.MINUTES.toMillis(90),
        TimeUnit.HOURS.toMillis(4),
        TimeUnit.HOURS.toMillis(9)
    };
    private static final long[] OTHERS = {
        TimeUnit.HOURS.toMillis(1), TimeUnit.HOURS.toMillis(4), TimeUnit.HOURS.toMillis(18), TimeUnit.HOURS.toMillis(36)
    };

    private RetrySchedule() {}

    /** Makes an unreachable guard a possible one again when it is time. */
    static void consider(Guard guard, boolean primary, long now) {
        if (guard.reachable == Guard.Reachable.NO
                && now >= guard.lastTried + pause(now - guard.failingSince, primary)) {
            guard.reachable = Guard.Reachable.MAYBE;
        }
    }

    static long pause(long failingFor, boolean primary) {
        int step = 0;
        while (failingFor >= SINCE[step]) {
            step++;
        }
        return primary ? PRIMARY[step] : OTHERS[step];
    }
}
