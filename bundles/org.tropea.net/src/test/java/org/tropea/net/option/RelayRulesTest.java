package org.tropea.net.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayRulesTest {
    private static Options relay(String name, String... values) {
        Map<String, Object> map = new HashMap<>();
        map.put("DirAuthority", "auth0 127.0.0.1:7001 0123456789ABCDEF0123456789ABCDEF01234567");
        map.put("ORPort", "127.0.0.1:9001");
        map.put("ContactInfo", "relay@example.invalid");
        map.put("ExitRelay", "0");
        map.put(name, values);
        return Options.of(map);
    }

    private static String refusal(Options options) {
        return assertThrows(OptionFault.class, () -> RelayRules.check(options)).option();
    }

    @Test
    void aPlainRelayIsTakenWithoutAWord() {
        assertEquals(List.of(), RelayRules.check(relay("Nickname", "relay")));
    }

    @Test
    void withoutAuthoritiesNothingStarts() {
        OptionFault fault =
                assertThrows(OptionFault.class, () -> RelayRules.check(Options.of(Map.of("ORPort", "9001"))));
        assertTrue(fault.getMessage().startsWith("DirAuthority: not set; Tropea has no built-in authorities"));
    }

    @ParameterizedTest
    @CsvSource({
        "Nickname, not legal",
        "Nickname, ThisIsTwentyLettersX",
        "BandwidthRate, 74 KBytes",
        "RelayBandwidthRate, 1 KByte",
        "MaxAdvertisedBandwidth, 10 KBytes",
        "BandwidthRate, 3 GB",
        "BandwidthBurst, 1 MB",
        "SafeLogging, sometimes",
        "KISTSchedRunInterval, 101 msec",
        "KISTSockBufSizeFactor, -0.5",
        "ConnLimit, 0",
        "PublishServerDescriptor, bridge",
        "MyFamily, not-a-relay",
        "OutboundBindAddress, localhost",
        "Log, loud stdout",
        "Schedulers, ','",
        "ORPort, 9001 NoListen",
        "ORPort, 9001 NoListen NoAdvertise",
        "ORPort, 9001 IPv4Only IPv6Only",
        "ORPort, 127.0.0.1:9001 IPv6Only",
        "ORPort, unix:/tmp/or"
    })
    void refuses(String name, String value) {
        assertEquals(name, refusal(relay(name, value)));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:1;127.0.0.1:1 NoAdvertise", "9001;0"})
    void refusesOrPortsThatDisagree(String lines) {
        assertEquals("ORPort", refusal(relay("ORPort", lines.split(";"))));
    }

    @ParameterizedTest
    @CsvSource({
        "9001 IPv4Only;9001 IPv6Only",
        "127.0.0.1:9001 NoAdvertise;10.0.0.1:9001 NoListen",
        "auto;9001",
        "127.0.0.1:1;127.0.0.1:1"
    })
    void takesOrPortsThatAgree(String lines) {
        assertEquals(List.of(), RelayRules.check(relay("ORPort", lines.split(";"))));
    }

    @Test
    void onlyOneOutboundAddressOfEachFamily() {
        assertEquals(List.of(), RelayRules.check(relay("OutboundBindAddress", "127.0.0.1", "::1")));
        assertEquals("OutboundBindAddress", refusal(relay("OutboundBindAddress", "127.0.0.1", "127.0.0.2")));
    }

    @ParameterizedTest
    @CsvSource({
        "ControlPort, 9051, ControlPort is not honoured yet",
        "SocksPort, 9050 IsolateDestPrt, SocksPort: flag \"isolatedestprt\" is unknown",
        "HTTPTunnelPort, 0.0.0.0:9080, HTTPTunnelPort 0.0.0.0 may be reached from elsewhere",
        "ORPort, 0, ORPort is not set",
        "ORPort, 9001 NoAdvertise, every ORPort has NoAdvertise",
        "ContactInfo, '', ContactInfo is not set",
        "ExitPolicy, accept *:*, ExitRelay is 0",
        "MaxMemInQueues, 10 MB, MaxMemInQueues is raised to 64 MB",
        "TestingTorNetwork, 1, TestingTorNetwork is set",
        "Schedulers, Vanila, Schedulers names Vanila"
    })
    void warns(String name, String value, String beginning) {
        List<String> warnings = RelayRules.check(relay(name, value));
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).startsWith(beginning), warnings.toString());
    }

    @Test
    void queueMemoryHasALeast() {
        assertEquals(64L << 20, RelayRules.maxMemInQueues(relay("MaxMemInQueues", "1 MB"), 5));
        assertEquals(5, RelayRules.maxMemInQueues(relay("Nickname", "relay"), 5));
    }

    @Test
    void aClientMayBeAsSlowAsItLikes() {
        Options slow = Options.of(Map.of("BandwidthRate", "3 KB", "BandwidthBurst", "3 KB"));
        assertEquals(3 << 10, BandwidthLimits.of(slow).rate());
        assertThrows(OptionFault.class, () -> BandwidthLimits.of(relay("BandwidthRate", "3 KB")));
    }

    @Test
    void relayBandwidthStandsForItsTwin() {
        BandwidthLimits limits = BandwidthLimits.of(relay("RelayBandwidthRate", "1500 MB"));
        assertEquals(1500L << 20, limits.relayBurst());
        assertEquals(1500L << 20, limits.rate());
        assertEquals(Arrays.asList(0L, 0L), Arrays.asList(limits.perConnectionRate(), limits.perConnectionBurst()));
    }
}
