package org.tropea.authority.flags;

import java.util.function.Predicate;

/**
 * The options by which flags are given; torrc's names stand behind each.
 *
 * @param testing TestingTorNetwork
 * @param minExitBandwidth TestingMinExitFlagThreshold, bytes per second: relays below do not count for thresholds
 * @param minFastBandwidth TestingMinFastFlagThreshold or the parameter FastFlagMinThreshold, bytes per second
 * @param maxFastBandwidth the parameter FastFlagMaxThreshold, bytes per second
 * @param fastGuarantee AuthDirFastGuarantee, bytes per second; 0: none
 * @param guardGuarantee AuthDirGuardBWGuarantee, bytes per second; 0: none
 * @param guardFraction AuthDirVoteGuardBwThresholdFraction
 * @param guardTimeKnown AuthDirVoteGuardGuaranteeTimeKnown, seconds
 * @param guardUptime AuthDirVoteGuardGuaranteeWFU
 * @param stableUptime AuthDirVoteStableGuaranteeMinUptime, seconds
 * @param stableBetweenFailures AuthDirVoteStableGuaranteeMTBF, seconds
 * @param hsDirUptime MinUptimeHidServDirectoryV2, seconds
 * @param measuredEnough MinMeasuredBWsForAuthToIgnoreAdvertised
 * @param listBadExits AuthDirListBadExits
 * @param listMiddleOnly AuthDirListMiddleOnly
 * @param exit TestingDirAuthVoteExit with its IsStrict
 * @param guard TestingDirAuthVoteGuard or AuthDirVoteGuard, with its IsStrict
 * @param hsDir TestingDirAuthVoteHSDir with its IsStrict
 */
public record FlagRules(
        boolean testing,
        long minExitBandwidth,
        long minFastBandwidth,
        long maxFastBandwidth,
        long fastGuarantee,
        long guardGuarantee,
        double guardFraction,
        long guardTimeKnown,
        double guardUptime,
        long stableUptime,
        long stableBetweenFailures,
        long hsDirUptime,
        int measuredEnough,
        boolean listBadExits,
        boolean listMiddleOnly,
        Override exit,
        Override guard,
        Override hsDir) {
    private static final long DAY = 86_400;
    private static final long FAST = 100 * 1024;
    private static final long GUARD = 2 * 1024 * 1024;

    /**
     * A flag that some relays get whatever the thresholds say.
     *
     * @param to the relays
     * @param strict whether nobody else gets it
     */
    public record Override(Predicate<Observed> to, boolean strict) {
        /** Nobody gets it so. */
        public static final Override NONE = new Override(relay -> false, false);

        boolean apply(Observed relay, boolean otherwise) {
            return to.test(relay) || !strict && otherwise;
        }
    }

    /** What C tor 0.4.9 does without options; {@code testing}: in a private network. */
    public static FlagRules defaults(boolean testing, Override exit, Override guard, Override hsDir) {
        return new FlagRules(
                testing,
                0,
                testing ? 0 : 4,
                Integer.MAX_VALUE,
                FAST,
                GUARD,
                0.75,
                8 * DAY,
                0.98,
                30 * DAY,
                5 * DAY,
                testing ? 0 : 96 * 3600,
                500,
                false,
                false,
                exit,
                guard,
                hsDir);
    }
}
