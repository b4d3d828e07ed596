package org.tropea.authority.vote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;

class PreambleTest {
    @Test
    void paramsAreSortedAndTellTheMostServersPerAddress() {
        Options options = Options.of(Map.of("ConsensusParams", new String[] {"b-c=2 b=1", "a=-3"}));
        assertEquals(
                "AuthDirMaxServersPerAddr=2 a=-3 b-c=2 b=1",
                Preamble.params(options).toString());
        assertEquals("", Preamble.params(Options.of(Map.of())).toString());
    }

    @Test
    void malformedParamsAreRefused() {
        assertThrows(OptionFault.class, () -> Preamble.params(Options.of(Map.of("ConsensusParams", "a"))));
        assertThrows(OptionFault.class, () -> Preamble.params(Options.of(Map.of("ConsensusParams", "a=1 a=2"))));
    }

    @Test
    void versionsAreRecommendedOnlyWhenAskedFor() {
        Map<String, Object> asked =
                Map.of("RecommendedVersions", "0.4.9.2-alpha,0.4.8.20", "RecommendedClientVersions", "0.4.7.1");
        assertNull(Preamble.versions(Options.of(asked), "RecommendedServerVersions"));
        Options versioning = Options.of(Map.of(
                "RecommendedVersions", "0.4.9.2, 0.4.8.20",
                "RecommendedClientVersions", "0.4.7.1",
                "VersioningAuthoritativeDirectory", "1"));
        assertEquals("0.4.8.20,0.4.9.2", Preamble.versions(versioning, "RecommendedServerVersions"));
        assertEquals("0.4.7.1", Preamble.versions(versioning, "RecommendedClientVersions"));
    }

    @Test
    void theHighestMethodCanBeLowered() {
        assertEquals(List.of(32, 33, 34, 35), Preamble.methods(Options.of(Map.of())));
        assertEquals(List.of(32, 33), Preamble.methods(Options.of(Map.of("TestingTropeaMaxConsensusMethod", "33"))));
        Options low = Options.of(Map.of("TestingTropeaMaxConsensusMethod", "31"));
        assertThrows(OptionFault.class, () -> Preamble.methods(low));
    }
}
