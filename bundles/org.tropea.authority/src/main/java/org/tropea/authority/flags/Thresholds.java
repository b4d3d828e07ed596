package org.tropea.authority.flags;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * How good a relay must be for Stable, Fast and Guard: compared with all that are active (dir-spec 3.4.2). Bandwidth in
 * kilobytes per second, times in seconds.
 *
 * @param stableUptime median of the times since relays came up
 * @param stableBetweenFailures median of the mean times between failures
 * @param fast below 7/8 of the relays
 * @param guardUptime median of the uptime fractions of relays that are known long enough
 * @param guardTimeKnown below 7/8 of the relays
 * @param guardBandwidth what a quarter of the relays have
 * @param guardBandwidthWithoutExits the same of those that are no exits
 * @param enoughHistory whether times between failures are known well enough to be compared
 * @param measuredOnly whether so many relays are measured that the others' own words do not count
 */
public record Thresholds(
        long stableUptime,
        double stableBetweenFailures,
        long fast,
        double guardUptime,
        long guardTimeKnown,
        long guardBandwidth,
        long guardBandwidthWithoutExits,
        boolean enoughHistory,
        boolean measuredOnly) {
    private static final long LEAST_COUNTED = 4;
    private static final long LEAST_FOR_RELAYS = 75 * 1024 / 2000;

    /** The thresholds among these relays. */
    public static Thresholds of(Collection<Observed> all, FlagRules rules, boolean enoughHistory, long now) {
        boolean measuredOnly = all.stream().filter(r -> r.measured() >= 0).count() > rules.measuredEnough();
        long least = rules.testing() ? rules.minExitBandwidth() / 1000 : LEAST_COUNTED;
        List<Observed> active = all.stream()
                .filter(r -> r.isActive(now) && !r.sybil())
                .filter(r -> r.credibleBandwidth(measuredOnly) >= least && (!measuredOnly || r.measured() >= 0))
                .toList();
        long[] bandwidths = sorted(active, r -> r.credibleBandwidth(measuredOnly));
        long[] withoutExits = sorted(
                active.stream()
                        .filter(r -> r.badExit() || !r.isExit(rules.testing()))
                        .toList(),
                r -> r.credibleBandwidth(measuredOnly));
        long timeKnown = Math.min(
                rules.guardTimeKnown(), nth(sorted(active, r -> r.history().timeKnown()), active.size() / 8));
        return new Thresholds(
                median(sorted(active, r -> r.claimedUptime(now))),
                median(active, r -> r.history().timeBetweenFailures()),
                fast(bandwidths, rules),
                Math.min(
                        rules.guardUptime(),
                        median(familiar(active, timeKnown), r -> r.history().uptimeFraction())),
                timeKnown,
                nth(bandwidths, (int) (bandwidths.length * rules.guardFraction())),
                nth(withoutExits, (int) (withoutExits.length * rules.guardFraction())),
                enoughHistory,
                measuredOnly);
    }

    private static List<Observed> familiar(List<Observed> active, long timeKnown) {
        List<Observed> familiar = new ArrayList<>(active);
        familiar.removeIf(r -> r.history().timeKnown() < timeKnown);
        return familiar;
    }

    private static long fast(long[] bandwidths, FlagRules rules) {
        long fast = nth(bandwidths, bandwidths.length / 8);
        if (fast < LEAST_FOR_RELAYS) {
            fast = nth(bandwidths, bandwidths.length / 4);
        }
        fast = Math.max(fast, rules.minFastBandwidth() / 1000);
        fast = Math.min(fast, rules.maxFastBandwidth() / 1000);
        return rules.fastGuarantee() > 0 ? Math.min(fast, rules.fastGuarantee() / 1000) : fast;
    }

    private static long[] sorted(List<Observed> relays, ToLongFunction<Observed> value) {
        return relays.stream().mapToLong(value).sorted().toArray();
    }

    private static long median(long... sorted) {
        return nth(sorted, (sorted.length - 1) / 2);
    }

    private static long nth(long[] sorted, int index) {
        return sorted.length == 0 ? 0 : sorted[index];
    }

    private static double median(List<Observed> relays, ToDoubleFunction<Observed> value) {
        double[] sorted = relays.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }

    /** The rest of a vote's {@code flag-thresholds} line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "stable-uptime=%d stable-mtbf=%d fast-speed=%d guard-wfu=%.3f%% guard-tk=%d guard-bw-inc-exits=%d"
                        + " guard-bw-exc-exits=%d enough-mtbf=%d ignoring-advertised-bws=%d",
                stableUptime,
                (long) stableBetweenFailures,
                1000 * fast,
                100 * guardUptime,
                guardTimeKnown,
                1000 * guardBandwidth,
                1000 * guardBandwidthWithoutExits,
                enoughHistory ? 1 : 0,
                measuredOnly ? 1 : 0);
    }
}
