package org.tropea.authority.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.netdoc.value.ValueFault;

class RandomStateTest {
    private static final String TIMES = "ValidAfter 2026-11-23 04:00:00\nValidUntil 2026-11-23 04:04:00\n";
    private static final String COMMIT = "Commit 1 sha3-256 8FC3A8EF8CD6F4C3F8AF12C5F2D1A5B5C5D5E5F5 "
            + "AAAAAGDUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

    private static RandomState parse(String text) throws ValueFault {
        return RandomState.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatCtorWrites() throws ValueFault {
        RandomState state = parse("# Tor shared random state file last generated on 2026-11-23 04:00:01 local time\n"
                + "# Please *do not* edit this file.\n\n" + COMMIT + "\n"
                + "SharedRandCurrentValue 3 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
                + "TorVersion 0.4.9.11\n" + TIMES + "Version 1\n");
        assertEquals(1, state.commits().size());
        assertEquals(3, state.current().reveals());
        assertEquals(240, state.validUntil() - state.validAfter());
        assertEquals(state, parse(state.text(1_000)));
    }

    @Test
    void leavesOutCommitmentsOfAnotherKind() throws ValueFault {
        assertTrue(parse("Version 1\n" + TIMES + COMMIT.replace("sha3", "md5") + "\n")
                .commits()
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Version 2\n" + TIMES,
                "Version 1\nValidAfter 2026-11-23 04:00:00\n",
                "Version 1\nValidAfter 2026-11-23 04:00:00\nValidUntil 2026-11-23 04:00:00\n",
                "Version 1\n" + TIMES + "SharedRandCurrentValue 3 AAEC\n",
                "Version 1\n" + TIMES + TIMES,
                "Version 1\n" + TIMES + "Commit 1 sha3-256 8FC3 AAAA\n"
            })
    void refusesOtherFiles(String text) {
        assertThrows(ValueFault.class, () -> parse(text));
    }
}
