package org.tropea.path;

import java.util.concurrent.TimeUnit;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.option.Options;

/**
 * The numbers of guard-spec A.1, from the consensus where it names them and from options that override it. Times in
 * milliseconds.
 */
record GuardParams(
        double maxSampleFraction,
        int maxSample,
        int minFiltered,
        long removeUnlistedAfter,
        long lifetime,
        long confirmedLifetime,
        int primaries,
        int primariesToUse,
        int directoriesToUse,
        long internetDown,
        long connectTimeout,
        long idleTimeout,
        double meaningfulRestriction) {

    static GuardParams of(NetworkView view, Options options) {
        int use =
                count(options, "NumEntryGuards", view.param("guard-n-primary-guards-to-use", 1, 1, Integer.MAX_VALUE));
        int directories = count(
                options,
                "NumDirectoryGuards",
                view.param("guard-n-primary-dir-guards-to-use", 3, 1, Integer.MAX_VALUE));
        int asked = view.param("guard-n-primary-guards", 3, 1, Integer.MAX_VALUE);
        long lifetime = options.intervalMillis("GuardLifetime");
        return new GuardParams(
                view.param("guard-max-sample-threshold-percent", 20, 1, 100) / 100.0,
                view.param("guard-max-sample-size", 60, 1, Integer.MAX_VALUE),
                view.param("guard-min-filtered-sample-size", 20, 1, Integer.MAX_VALUE),
                days(view.param("guard-remove-unlisted-guards-after-days", 20, 1, 3650)),
                lifetime > 0 ? lifetime : days(view.param("guard-lifetime-days", 120, 1, 3650)),
                lifetime > 0 ? lifetime : days(view.param("guard-confirmed-min-lifetime-days", 60, 1, 3650)),
                Math.max(count(options, "NumPrimaryGuards", asked), Math.max(use, directories)),
                use,
                directories,
                seconds(view.param("guard-internet-likely-down-interval", 600, 1, Integer.MAX_VALUE)),
                seconds(view.param("guard-nonprimary-guard-connect-timeout", 15, 1, Integer.MAX_VALUE)),
                seconds(view.param("guard-nonprimary-guard-idle-timeout", 600, 1, Integer.MAX_VALUE)),
                view.param("guard-meaningful-restriction-percent", 20, 1, 100) / 100.0);
    }

    /** How many guards may be sampled out of so many. */
    int sampleLimit(int guards) {
        return Math.max(minFiltered, Math.min(maxSample, (int) (guards * maxSampleFraction)));
    }

    private static int count(Options options, String option, int otherwise) {
        int set = options.number(option, 0, Integer.MAX_VALUE);
        return set > 0 ? set : otherwise;
    }

    private static long days(int days) {
        return TimeUnit.DAYS.toMillis(days);
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toMillis(seconds);
    }
}
