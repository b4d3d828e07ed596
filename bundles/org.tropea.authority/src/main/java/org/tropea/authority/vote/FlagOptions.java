package org.tropea.authority.vote;

import java.util.function.Predicate;
import org.tropea.authority.flags.FlagRules;
import org.tropea.authority.flags.FlagRules.Override;
import org.tropea.authority.flags.Observed;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.option.Options;

/** The rules for flags from the router's options. Stateless. */
final class FlagOptions {
    private static final int MOST = Integer.MAX_VALUE;
    private static final int LEAST_FAST = 4;

    private FlagOptions() {}

    /** The rules; {@code view} is the network whose parameters bound the threshold of Fast. */
    static FlagRules of(Options options, NetworkView view) {
        boolean testing = options.flag("TestingTorNetwork");
        int least = testing
                ? (int) Math.min(MOST, options.bytes("TestingMinFastFlagThreshold"))
                : view.param("FastFlagMinThreshold", LEAST_FAST, LEAST_FAST, MOST);
        return new FlagRules(
                testing,
                options.bytes("TestingMinExitFlagThreshold"),
                least,
                view.param("FastFlagMaxThreshold", MOST, least, MOST),
                options.bytes("AuthDirFastGuarantee"),
                options.bytes("AuthDirGuardBWGuarantee"),
                options.decimal("AuthDirVoteGuardBwThresholdFraction"),
                options.intervalMillis("AuthDirVoteGuardGuaranteeTimeKnown") / 1000,
                options.decimal("AuthDirVoteGuardGuaranteeWFU"),
                options.intervalMillis("AuthDirVoteStableGuaranteeMinUptime") / 1000,
                options.intervalMillis("AuthDirVoteStableGuaranteeMTBF") / 1000,
                options.intervalMillis("MinUptimeHidServDirectoryV2") / 1000,
                options.number("MinMeasuredBWsForAuthToIgnoreAdvertised", 0, MOST),
                options.flag("AuthDirListBadExits"),
                options.flag("AuthDirListMiddleOnly"),
                override(options, "TestingDirAuthVoteExit"),
                guard(options),
                override(options, "TestingDirAuthVoteHSDir"));
    }

    /** Two options name guards, of which only the one for tests can be strict. */
    private static Override guard(Options options) {
        Predicate<Observed> always = RelaySet.of(options, "AuthDirVoteGuard");
        Override testing = override(options, "TestingDirAuthVoteGuard");
        return new Override(always.or(testing.to()), testing.strict());
    }

    private static Override override(Options options, String name) {
        return new Override(RelaySet.of(options, name), options.flag(name + "IsStrict"));
    }
}
