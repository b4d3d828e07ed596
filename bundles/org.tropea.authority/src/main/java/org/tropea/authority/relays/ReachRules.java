package org.tropea.authority.relays;

import org.tropea.net.option.Options;

/**
 * The options by which an authority tests whether relays can be reached.
 *
 * @param tests AuthDirTestReachability: else everybody runs who does not say otherwise
 * @param ed25519 AuthDirTestEd25519LinkKeys: whether the Ed25519 identity must be the descriptor's
 * @param ipv6 AuthDirHasIPv6Connectivity
 * @param learnSeconds TestingAuthDirTimeToLearnReachability: for how long after the start nobody counts as down
 * @param parts in how many parts the relays are tested, one every ten seconds: C tor's 128, or 4 in a testing network
 */
record ReachRules(boolean tests, boolean ed25519, boolean ipv6, long learnSeconds, int parts) {
    static final long PART_SECONDS = 10;

    static ReachRules of(Options options) {
        return new ReachRules(
                options.flag("AuthDirTestReachability"),
                options.flag("AuthDirTestEd25519LinkKeys"),
                options.flag("AuthDirHasIPv6Connectivity"),
                options.intervalMillis("TestingAuthDirTimeToLearnReachability") / 1000,
                options.flag("TestingTorNetwork") ? 4 : 128);
    }

    /** After how many seconds every relay has been tested once. */
    long cycleSeconds() {
        return parts * PART_SECONDS;
    }
}
