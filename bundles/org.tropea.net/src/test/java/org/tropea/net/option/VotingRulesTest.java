package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VotingRulesTest {
    private static final Map<String, String> GOOD = Map.of(
            "TestingTorNetwork", "1",
            "V3AuthVotingInterval", "20 seconds",
            "V3AuthVoteDelay", "4 seconds",
            "V3AuthDistDelay", "4 seconds",
            "TestingV3AuthInitialVotingInterval", "10 seconds",
            "TestingV3AuthInitialVoteDelay", "2 seconds",
            "TestingV3AuthInitialDistDelay", "3 seconds");

    @Test
    void defaultsAreGood() {
        assertDoesNotThrow(() -> VotingRules.check(Options.of(Map.of())));
        assertDoesNotThrow(() -> VotingRules.check(Options.of(Map.of("TestingTorNetwork", "1"))));
        assertDoesNotThrow(() -> VotingRules.check(Options.of(GOOD)));
    }

    @ParameterizedTest
    @CsvSource({
        "V3AuthVoteDelay, 1 second",
        "V3AuthDistDelay, 1 second",
        "V3AuthVotingInterval, 9 seconds",
        "V3AuthVotingInterval, 16 seconds",
        "V3AuthVotingInterval, 2 days",
        "V3AuthNIntervalsValid, 1",
        "TestingV3AuthInitialVotingInterval, 7 seconds",
        "TestingV3AuthInitialVotingInterval, 5 seconds",
        "TestingV3AuthVotingStartOffset, 11 seconds"
    })
    void whatNoRoundFitsIntoIsRefused(String name, String value) {
        Map<String, String> options = new HashMap<>(GOOD);
        options.put(name, value);
        OptionFault fault = assertThrows(OptionFault.class, () -> VotingRules.check(Options.of(options)));
        assertTrue(fault.getMessage().contains(name), fault.getMessage());
    }
}
