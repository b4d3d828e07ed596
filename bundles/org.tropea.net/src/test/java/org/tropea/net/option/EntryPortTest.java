package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryPortTest {
    private static EntryPort port(String line) {
        return EntryPort.of("SocksPort", PortLine.parse(line), new ArrayList<>());
    }

    @Test
    void withoutAWordTheDefaultsHold() {
        EnumSet<EntryFlag> standard = EnumSet.noneOf(EntryFlag.class);
        Arrays.stream(EntryFlag.values()).filter(EntryFlag::standard).forEach(standard::add);
        assertEquals(standard, port("9050").flags());
        assertTrue(port("9050").has(EntryFlag.ISOLATE_SOCKS_AUTH));
        assertFalse(port("9050").has(EntryFlag.ISOLATE_DEST_PORT));
    }

    @ParameterizedTest
    @CsvSource({
        "IsolateDestPort, ISOLATE_DEST_PORT, true",
        "isolatedestaddrs, ISOLATE_DEST_ADDR, true",
        "NoIsolateClientAddr, ISOLATE_CLIENT_ADDR, false",
        "NoIsolateSOCKSAuth, ISOLATE_SOCKS_AUTH, false",
        "NoIsolateSOCKSAuth, PREFER_SOCKS_NO_AUTH, true",
        "IsolateClientProtocol, ISOLATE_CLIENT_PROTOCOL, true",
        "KeepAliveIsolateSOCKSAuth, KEEP_ALIVE_ISOLATE_SOCKS_AUTH, true",
        "PreferIPv6, PREFER_IPV6, true",
        "NoIPv4Traffic, IPV4_TRAFFIC, false",
        "OnionTrafficOnly, DNS_REQUEST, false",
        "OnionTrafficOnly, ONION_TRAFFIC, true",
        "CacheDNS, CACHE_IPV6_DNS, true",
        "UseDNSCache, USE_IPV4_CACHE, true",
        "NoPreferIPv6Automap, PREFER_IPV6_AUTOMAP, false",
        "ExtendedErrors, EXTENDED_ERRORS, true",
    })
    void flagsAreCTors(String word, EntryFlag flag, boolean holds) {
        assertEquals(holds, port("9050 " + word).has(flag));
    }

    @Test
    void sessionGroupsAreGivenOrOwn() {
        assertEquals(7, port("9050 SessionGroup=7").orGroup(-3).sessionGroup());
        assertEquals(-3, port("9050").orGroup(-3).sessionGroup());
    }

    @ParameterizedTest
    @CsvSource({
        "9050 SessionGroup=x",
        "9050 SessionGroup=-1",
        "9050 SessionGroup=1 SessionGroup=2",
        "9050 GroupWritable",
        "9050 NoOnionTrafficOnly",
        "9050 NoIPv4Traffic NoIPv6Traffic NoOnionTraffic",
        "9050 NoIPv4Traffic NoIPv6Traffic",
        "9050 NoIsolateSOCKSAuth KeepAliveIsolateSOCKSAuth",
    })
    void contradictionsAreRefused(String line) {
        assertEquals(
                "SocksPort", assertThrows(OptionFault.class, () -> port(line)).option());
    }

    @Test
    void unixSocketsHaveModesAndNoAddresses() {
        assertEquals("rw-------", port("unix:/a").socketMode());
        assertEquals("rw-rw----", port("unix:/a GroupWritable").socketMode());
        assertEquals("rw-rw-rw-", port("unix:\"/a b\" WorldWritable").socketMode());
        assertFalse(port("unix:/a").has(EntryFlag.ISOLATE_CLIENT_ADDR));
        assertEquals("SocksPort unix:/A", port("unix:/A").toString());
    }

    @Test
    void namesAreNoBusinessOfRedirectedConnections() {
        List<String> warnings = new ArrayList<>();
        EntryPort.of("TransPort", PortLine.parse("9040 NoIPv4Traffic"), warnings);
        assertEquals(List.of("TransPort: flag \"noipv4traffic\" is unknown and ignored"), warnings);
    }

    @Test
    void zeroOpensNothingAndStandsAlone() {
        assertEquals(List.of(), EntryPort.all(Options.of(Map.of("SocksPort", "0")), "SocksPort"));
        assertFalse(EntryPort.any(Options.of(Map.of("DNSPort", "0"))));
        assertTrue(EntryPort.any(Options.of(Map.of("DNSPort", "53"))));
        Options both = Options.of(Map.of("SocksPort", List.of("0", "9050")));
        assertThrows(OptionFault.class, () -> EntryPortRules.check(both));
    }

    @Test
    void dnsIsNoUnixSocket() {
        assertThrows(OptionFault.class, () -> EntryPort.of("DNSPort", PortLine.parse("unix:/a"), new ArrayList<>()));
    }
}
