package org.tropea.net.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;

class ExitPolicyTest {
    private static AddressPolicy of(Map<String, String> options) {
        return ExitPolicy.of(
                Options.of(options), List.of(Addresses.parse("203.0.113.1")), List.of(Addresses.parse("198.51.100.1")));
    }

    private static boolean allows(AddressPolicy policy, String address, int port) {
        return policy.allows(Addresses.parse(address), port);
    }

    @Test
    void nothingSaidMeansNoExit() {
        assertTrue(of(Map.of()).rejectsAll(false));
        assertTrue(of(Map.of("ExitRelay", "0", "ExitPolicy", "accept *:*")).rejectsAll(false));
    }

    @Test
    void exitRelayAloneHasTheDefaultPolicy() {
        AddressPolicy policy = of(Map.of("ExitRelay", "1"));
        assertTrue(allows(policy, "1.2.3.4", 80));
        assertFalse(allows(policy, "1.2.3.4", 25));
        assertFalse(allows(policy, "10.0.0.1", 80));
        assertFalse(allows(policy, "203.0.113.1", 80));
        assertTrue(allows(policy, "198.51.100.1", 80));
        assertFalse(allows(policy, "2001:db8::1", 80));
    }

    @Test
    void ownLinesComeFirstAndTheDefaultFollows() {
        AddressPolicy policy = of(Map.of("ExitPolicy", "accept *:25, reject *:80"));
        assertTrue(allows(policy, "1.2.3.4", 25));
        assertFalse(allows(policy, "1.2.3.4", 80));
        assertFalse(allows(policy, "1.2.3.4", 119));
        assertTrue(allows(policy, "1.2.3.4", 443));
    }

    @Test
    void privateNetworksMayBeAllowedInATestingNetwork() {
        AddressPolicy policy = of(Map.of("TestingTorNetwork", "1", "ExitPolicy", "accept *:*"));
        assertTrue(allows(policy, "127.0.0.1", 80));
        assertEquals(List.of("accept *:*"), policy.descriptorLines());
    }

    @Test
    void localInterfacesAndBoundAddressesCanBeRefused() {
        AddressPolicy policy = of(Map.of(
                "ExitRelay",
                "1",
                "ExitPolicyRejectLocalInterfaces",
                "1",
                "OutboundBindAddress",
                "192.0.2.7",
                "ORPort",
                "192.0.2.8:9001"));
        assertFalse(allows(policy, "198.51.100.1", 80));
        assertFalse(allows(policy, "192.0.2.7", 80));
        assertFalse(allows(policy, "192.0.2.8", 80));
    }

    @Test
    void reducedPolicyAcceptsItsPortsOnly() {
        AddressPolicy policy = of(Map.of("ReducedExitPolicy", "1", "IPv6Exit", "1"));
        assertTrue(allows(policy, "1.2.3.4", 443));
        assertTrue(allows(policy, "2001:db8::1", 64738));
        assertFalse(allows(policy, "1.2.3.4", 25));
        assertTrue(policy.ipv6Policy().orElseThrow().startsWith("accept 20-23,43,53,79-81,88,"));
    }

    @Test
    void ipv6NeedsItsFlag() {
        assertTrue(allows(of(Map.of("ExitRelay", "1", "IPv6Exit", "1")), "2001:db8::1", 80));
    }

    @Test
    void aBadLineIsRefusedEvenWhenTheRelayIsNoExit() {
        assertThrows(OptionFault.class, () -> of(Map.of("ExitRelay", "0", "ExitPolicy", "accept all")));
    }
}
