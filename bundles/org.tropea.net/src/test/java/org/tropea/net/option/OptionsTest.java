package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Options UNSET = Options.of(Map.of());

    @Test
    void defaultsAreThoseOfTheCatalogue() {
        assertEquals(1L << 30, UNSET.bytes("BandwidthRate"));
        assertEquals(30_000, UNSET.intervalMillis("ShutdownWaitLength"));
        assertEquals(List.of("KIST", "KISTLite", "Vanilla"), UNSET.list("Schedulers"));
        assertEquals(AutoFlag.AUTO, UNSET.autoFlag("ExitRelay"));
        assertEquals(-1.0, UNSET.decimal("CircuitPriorityHalflife"));
        assertTrue(UNSET.flag("ExitPolicyRejectPrivate"));
        assertTrue(UNSET.texts("ORPort").isEmpty());
        assertNull(UNSET.path("PidFile"));
    }

    @Test
    void testingNetworksHaveOtherDefaults() {
        Options testing = Options.of(Map.of("TestingTorNetwork", "1", "EnforceDistinctSubnets", "1"));
        assertFalse(testing.flag("ExitPolicyRejectPrivate"));
        assertTrue(testing.flag("ExtendAllowPrivateAddresses"));
        assertTrue(testing.flag("EnforceDistinctSubnets"));
    }

    @Test
    void namesHaveNoCase() {
        Options options = Options.of(Map.of("nickNAME", "relay"));
        assertEquals("relay", options.text("Nickname"));
        assertEquals("[Nickname]", options.names().toString());
    }

    @Test
    void takesWhatConfigAdminGives() {
        Hashtable<String, Object> given = new Hashtable<>();
        given.put("ORPort", new String[] {"127.0.0.1:9001", "[::1]:9001 NoAdvertise"});
        given.put("ExitRelay", true);
        given.put("NumCPUs", 2);
        given.put("Schedulers", List.of("Vanilla", "KIST"));
        given.put("service.pid", "org.tropea.router~x");
        Options options = Options.ofDictionary(given);
        assertEquals(2, options.ports("ORPort").size());
        assertEquals(AutoFlag.YES, options.autoFlag("ExitRelay"));
        assertEquals(2, options.number("NumCPUs", 0, 16));
        assertEquals(List.of("Vanilla", "KIST"), options.list("Schedulers"));
        assertEquals(4, options.names().size());
    }

    @Test
    void goesBackToProperties() {
        Options options = Options.of(Map.of("ORPort", "9001", "Nickname", "relay"));
        Map<String, Object> map = options.toMap();
        assertEquals("relay", map.get("Nickname"));
        assertArrayEquals(new String[] {"9001"}, (String[]) map.get("ORPort"));
        assertEquals(options.toMap().keySet(), Options.of(map).toMap().keySet());
    }

    @Test
    void theLastOfSeveralValuesWinsWhereOneIsAllowed() {
        assertEquals("b", Options.of(Map.of("Nickname", List.of("a", "b"))).text("Nickname"));
    }

    @Test
    void anEmptyValueIsNotSet() {
        assertFalse(Options.of(Map.of("BandwidthRate", "")).isSet("BandwidthRate"));
    }

    @Test
    void theFormForControlSoftwareCountsToo() {
        Options options = Options.of(Map.of("__ORPort", "9002"));
        assertEquals(9002, options.ports("ORPort").get(0).port());
    }

    @ParameterizedTest
    @CsvSource({
        "ExitRelay, maybe, 'ExitRelay \"maybe\": 0, 1 or auto'",
        "IPv6Exit, yes, 'IPv6Exit \"yes\": 0 or 1'",
        "NumCPUs, -1, 'NumCPUs \"-1\": an integer from 0 to 2147483647'",
        "EventLoopThreads, 65, 'EventLoopThreads \"65\": an integer from 1 to 64, or auto'",
        "EventLoopThreads, 0, 'EventLoopThreads \"0\": an integer from 1 to 64, or auto'",
        "Nicknmae, x, 'Nicknmae: unknown option; the nearest known one is Nickname'"
    })
    void faultsNameOptionValueAndWhatIsAccepted(String name, String value, String message) {
        OptionFault fault = assertThrows(OptionFault.class, () -> Options.of(Map.of(name, value)));
        assertEquals(message, fault.getMessage());
    }

    @Test
    void aNumberOutsideItsBoundsIsRefused() {
        Options options = Options.of(Map.of("ConnLimit", "0"));
        assertThrows(OptionFault.class, () -> options.number("ConnLimit", 1, 10));
    }

    @Test
    void directoriesDependOnTheDataDirectory() {
        Path home = Path.of(System.getProperty("user.home"));
        assertEquals(home.resolve(".tropea"), UNSET.dataDirectory());
        Options options = Options.of(Map.of("DataDirectory", "~/relay"));
        assertEquals(home.resolve("relay/keys"), options.keyDirectory());
        assertEquals(home.resolve("relay"), options.cacheDirectory());
    }

    @Test
    void millisecondsAndSecondsKeepTheirOwnUnit() {
        Options options = Options.of(Map.of("KISTSchedRunInterval", "10", "ShutdownWaitLength", "10"));
        assertEquals(10, options.intervalMillis("KISTSchedRunInterval"));
        assertEquals(10_000_000_000L, options.intervalNanos("ShutdownWaitLength"));
    }
}
