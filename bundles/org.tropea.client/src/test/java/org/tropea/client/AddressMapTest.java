package org.tropea.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;

class AddressMapTest {
    private static String asked(World world, String host) {
        world.connect(host, 80);
        world.build();
        return world.lastStream().asked();
    }

    @Test
    void hostsAreMappedWithoutCase() {
        World world = new World("MapAddress", "www.Example.com 192.0.2.9");
        assertEquals("192.0.2.9:80", asked(world, "WWW.example.com"));
    }

    @Test
    void wholeDomainsAreMapped() {
        World world = new World("MapAddress", "*.example.com *.example.net");
        assertEquals("a.b.example.net:80", asked(world, "a.b.example.com"));
        MapRule all = MapRule.parse("*.example.com one.example");
        assertEquals("one.example", all.apply("x.example.com"));
        assertNull(all.apply("notexample.com"));
    }

    @Test
    void aMappingMayNameTheExit() {
        World world = new World("MapAddress", "a.example a.example.r4.exit");
        world.exit(4, "accept 1-65535").publish();
        assertEquals("a.example:80", asked(world, "a.example"));
        assertEquals(4, world.circuit(0).path().get(2).target().identity().rsa()[0]);
    }

    @Test
    void mappingsInACircleEnd() {
        World world = new World("MapAddress", "a.example b.example");
        assertEquals("b.example:80", asked(world, "a.example"));
        AddressMap map = new AddressMap(
                new java.util.Random(1),
                org.tropea.net.option.Options.of(java.util.Map.of(
                        "MapAddress", java.util.List.of("a.example b.example", "b.example a.example"))));
        assertTrue(map.rewrite("a.example").endsWith(".example"));
    }

    @Test
    void aLineWithoutTwoHostsIsRefused() {
        assertThrows(OptionFault.class, () -> MapRule.parse("alone"));
        assertThrows(OptionFault.class, () -> MapRule.parse("a.example *.b.example"));
    }

    @Test
    void namesGetVirtualAddressesThatLeadBack() {
        World world = new World("AutomapHostsOnResolve", "1", "AutomapHostsSuffixes", ".test");
        Program program = world.resolve(EntryRequest.Kind.RESOLVE, "a.test");
        InetAddress virtual = program.answers.get(0).address();
        assertEquals(16, virtual.getAddress().length);
        assertEquals((byte) 0xfe, virtual.getAddress()[0]);
        assertEquals(
                virtual,
                world.resolve(EntryRequest.Kind.RESOLVE, "A.test")
                        .answers
                        .get(0)
                        .address());
        assertEquals("a.test:80", asked(world, virtual.getHostAddress()));
        Program back = world.resolve(EntryRequest.Kind.RESOLVE_PTR, virtual.getHostAddress());
        assertEquals("a.test", back.answers.get(0).name());
    }

    @Test
    void aVirtualAddressWithoutNameIsRefused() {
        World world = new World("AutomapHostsOnResolve", "1");
        assertEquals(EntryReason.CANT_ATTACH, world.connect("127.200.1.1", 80).failure);
    }

    @Test
    void anAddressIsItsOwnAnswer() {
        World world = new World();
        assertEquals(
                "192.0.2.3",
                world.resolve(EntryRequest.Kind.RESOLVE, "192.0.2.3")
                        .answers
                        .get(0)
                        .address()
                        .getHostAddress());
        assertTrue(world.circuits.launched.isEmpty());
    }

    @Test
    void onionServicesAreRefusedPolitely() {
        World world = new World();
        Program program = world.connect("expyuzz4wqqyqhjn.onion", 80);
        assertEquals(EntryReason.ONION, program.failure);
        assertTrue(world.circuits.launched.isEmpty());
    }

    @Test
    void addressesOfAVirtualNetworkStayInIt() {
        VirtualNetwork network = new VirtualNetwork("VirtualAddrNetworkIPv4", "10.200.0.0/16", 4);
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < 1_000; i++) {
            InetAddress address = network.any(random);
            assertTrue(network.contains(address), address.toString());
            int last = address.getAddress()[3] & 0xff;
            assertTrue(last != 0 && last != 255);
        }
        assertThrows(OptionFault.class, () -> new VirtualNetwork("VirtualAddrNetworkIPv4", "10.0.0.0/17", 4));
    }

    @Test
    void aFullVirtualNetworkIsSaidToBeFull() {
        AddressMap map = new AddressMap(
                new Random(1),
                Options.of(Map.of("AutomapHostsOnResolve", "1", "VirtualAddrNetworkIPv4", "10.200.0.0/16")));
        int most = 254 * 256;
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int given = 0;
            for (int i = 0; i < 70_000; i++) {
                given += map.virtual("host" + i + ".onion", false) == null ? 0 : 1;
            }
            assertTrue(given > most * 9 / 10 && given <= most, given + " addresses");
        });
        assertNotNull(map.virtual("host1.onion", false), "who has one keeps it");
    }
}
