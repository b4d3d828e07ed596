package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtOrPortRulesTest {
    private static List<String> check(Object lines, String orPort) {
        return ExtOrPortRules.check(Options.of(Map.of("ExtORPort", lines, "ORPort", orPort)));
    }

    @Test
    void localPortsNeedNoWord() {
        assertEquals(List.of(), check(List.of("auto", "127.0.0.1:1", "[::1]:2", "localhost:3"), "9001"));
        assertEquals(List.of(), check("0", "0"));
    }

    @Test
    void onesThatOthersReachAreToldOf() {
        assertTrue(check("0.0.0.0:1", "9001").get(0).contains("may be reached from elsewhere"));
    }

    @Test
    void onesWithoutARelayAreToldOf() {
        assertTrue(check("auto", "0").get(0).contains("without an ORPort"));
    }

    @Test
    void whatCannotBe() {
        assertThrows(OptionFault.class, () -> check("unix:/tmp/socket", "9001"));
        assertThrows(OptionFault.class, () -> check(List.of("0", "auto"), "9001"));
    }
}
