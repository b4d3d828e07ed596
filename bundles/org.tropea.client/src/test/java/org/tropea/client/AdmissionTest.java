package org.tropea.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryRequest.Kind;
import org.tropea.flow.entry.EntrySource;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.PortLine;

class AdmissionTest {
    private static EntrySource by(String option, String protocol) {
        EntryPort port =
                EntryPort.of(option, PortLine.parse("9999"), new ArrayList<>()).orGroup(1);
        return new EntrySource(port, Addresses.parse("127.0.0.1"), protocol);
    }

    private static Program ask(World world, Kind kind, String host, EntrySource source) {
        Program program = new Program();
        world.ask(new EntryRequest(kind, host, kind == Kind.CONNECT ? 80 : 0, source), program);
        return program;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noProgramChoosesItsExitByWhateverItAsks(Kind kind) {
        World world = new World("AutomapHostsOnResolve", "1", "AutomapHostsSuffixes", ".exit,.onion");
        world.exit(4, "accept 1-65535").publish();
        for (String host : new String[] {"a.example.r4.exit", "a.example.r4.EXIT", "r4.exit", "a.example.r4.exit."}) {
            for (EntrySource source : new EntrySource[] {by("DNSPort", "dns"), by("SocksPort", "socks5")}) {
                Program program = ask(world, kind, host, source);
                assertEquals(EntryReason.ENTRYPOLICY, program.failure, host);
            }
        }
        assertTrue(world.circuits.launched.isEmpty());
    }

    @Test
    void anExitOfMapAddressGetsNoVirtualAddress() {
        World world = new World(
                "AutomapHostsOnResolve",
                "1",
                "AutomapHostsSuffixes",
                ".exit",
                "MapAddress",
                "a.example a.example.r4.exit");
        world.exit(4, "accept 1-65535").publish();
        Program program = ask(world, Kind.RESOLVE, "a.example", by("DNSPort", "dns"));
        world.build();
        assertEquals(0, program.outcomes, "the exit is asked");
        assertEquals("a.example", world.lastStream().asked());
        assertEquals(4, world.circuit(0).path().get(2).target().identity().rsa()[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "NoIPv4Traffic, CONNECT, 192.0.2.1",
        "NoIPv6Traffic, CONNECT, 2001:db8::1",
        "NoDNSRequest, CONNECT, a.example",
        "NoDNSRequest, RESOLVE, a.example",
        "NoDNSRequest, RESOLVE_PTR, 192.0.2.1",
        "NoOnionTraffic, CONNECT, b.onion",
        "OnionTrafficOnly, CONNECT, a.example",
    })
    void portsFlagsForbid(String flag, Kind kind, String host) {
        World world = new World();
        Program program = ask(world, kind, host, World.source("9050 " + flag, "127.0.0.1", null));
        assertEquals(EntryReason.ENTRYPOLICY, program.failure);
        assertTrue(world.circuits.launched.isEmpty());
    }

    @Test
    void flagsAreAboutWhereARequestLeads() {
        World world = new World("AutomapHostsOnResolve", "1", "AutomapHostsSuffixes", ".test");
        EntrySource noIpv6 = World.source("9050 NoIPv6Traffic", "127.0.0.1", null);
        InetAddress virtual =
                world.resolve(Kind.RESOLVE, "a.test").answers.get(0).address();
        assertEquals(16, virtual.getAddress().length);
        ask(world, Kind.CONNECT, virtual.getHostAddress(), noIpv6);
        world.build();
        assertEquals("a.test:80", world.lastStream().asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST.", "local", "printer.local", "printer.Local.", "127.0.0.1", "::1"})
    void whatMeansThisPlaceIsAskedOfNoExit(String host) {
        World world = new World("ClientRejectInternalAddresses", "1");
        assertEquals(EntryReason.PRIVATE_ADDR, world.connect(host, 80).failure);
        assertTrue(world.circuits.launched.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local.example", "mylocal", "localhost.example"})
    void whatOnlySoundsLikeItIs(String host) {
        World world = new World("ClientRejectInternalAddresses", "1");
        assertEquals(0, world.connect(host, 80).outcomes);
        assertEquals(1, world.circuits.launched.size());
    }

    @Test
    void plaintextPortsAreRefusedIfTheOptionHasThem() {
        World world = new World("RejectPlaintextPorts", "23,110", "MapAddress", "mine.example mine.example.r3.exit");
        assertEquals(EntryReason.ENTRYPOLICY, world.connect("a.example", 110).failure);
        assertEquals(0, world.connect("a.example", 143).outcomes, "the network is only warned of this one");
        assertEquals(0, world.connect("mine.example", 110).outcomes, "who names the exit knows who reads it");
    }
}
