package org.tropea.net.option;

/** The rules that bind an authority's intervals and delays together (dir-spec 3.7). Stateless. */
public final class VotingRules {
    private static final long DAY = 86_400;
    private static final long HALF_HOUR = 1_800;

    private VotingRules() {}

    /** Refuses what no authority can run with, in C tor's bounds: an {@link OptionFault} names the option. */
    public static void check(Options options) {
        boolean testing = options.flag("TestingTorNetwork");
        delay(options, "V3AuthVoteDelay", testing ? 2 : 20);
        delay(options, "V3AuthDistDelay", testing ? 2 : 20);
        int interval = seconds(options, "V3AuthVotingInterval");
        long delays = seconds(options, "V3AuthVoteDelay") + (long) seconds(options, "V3AuthDistDelay");
        if (delays >= interval / 2 || interval < (testing ? 10 : 300) || interval > DAY) {
            throw new OptionFault(
                    "V3AuthVotingInterval",
                    options.text("V3AuthVotingInterval"),
                    "more than twice V3AuthVoteDelay and V3AuthDistDelay together, from " + (testing ? 10 : 300)
                            + " seconds to a day");
        }
        options.number("V3AuthNIntervalsValid", 2, Integer.MAX_VALUE);
        initial(options);
    }

    private static void initial(Options options) {
        delay(options, "TestingV3AuthInitialVoteDelay", 2);
        delay(options, "TestingV3AuthInitialDistDelay", 2);
        int interval = seconds(options, "TestingV3AuthInitialVotingInterval");
        long delays = seconds(options, "TestingV3AuthInitialVoteDelay")
                + (long) seconds(options, "TestingV3AuthInitialDistDelay");
        if (interval < 5 || HALF_HOUR % interval != 0 || delays >= interval) {
            throw new OptionFault(
                    "TestingV3AuthInitialVotingInterval",
                    options.text("TestingV3AuthInitialVotingInterval"),
                    "5 seconds or more that divide half an hour, and more than both initial delays together");
        }
        if (seconds(options, "TestingV3AuthVotingStartOffset")
                > Math.min(interval, seconds(options, "V3AuthVotingInterval"))) {
            throw new OptionFault(
                    "TestingV3AuthVotingStartOffset",
                    options.text("TestingV3AuthVotingStartOffset"),
                    "at most the voting intervals");
        }
    }

    private static void delay(Options options, String name, int least) {
        if (seconds(options, name) < least) {
            throw new OptionFault(name, options.text(name), least + " seconds or more");
        }
    }

    private static int seconds(Options options, String name) {
        return (int) Math.min(Integer.MAX_VALUE, options.intervalMillis(name) / 1000);
    }
}
