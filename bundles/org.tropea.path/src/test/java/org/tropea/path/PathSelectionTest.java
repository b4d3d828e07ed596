package org.tropea.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeBuilder;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.option.OptionFault;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathRequest;
import org.tropea.net.policy.PortPolicy;

class PathSelectionTest {
    private static final int DRAWS = 20_000;
    private final TestNetwork network = new TestNetwork();

    private Map<Node, Integer> draws(int hop, int count) throws NoPath {
        Map<Node, Integer> drawn = new HashMap<>();
        for (int i = 0; i < count; i++) {
            drawn.merge(network.path().get(hop), 1, Integer::sum);
        }
        return drawn;
    }

    /** Within five standard deviations of a binomial distribution. */
    private static void assertShare(double share, Integer drawn, int draws) {
        double expected = share * draws;
        double deviation = Math.sqrt(draws * share * (1 - share));
        assertEquals(expected, drawn == null ? 0 : drawn, 5 * deviation + 1e-9);
    }

    @Test
    void exitsAreDrawnByTheirWeight() throws NoPath {
        network.weights.putAll(Map.of("Wee", 10_000, "Wed", 5_000, "Wem", 0, "Weg", 0));
        network.add(20, 5, 0);
        network.add(TestNetwork.relay(100, NodeFlag.EXIT).bandwidth(300));
        network.add(TestNetwork.relay(101, NodeFlag.EXIT).bandwidth(100));
        network.add(TestNetwork.relay(102, NodeFlag.EXIT, NodeFlag.GUARD).bandwidth(200));
        network.add(TestNetwork.relay(103).bandwidth(900).exits(PortPolicy.parse("accept 1-65535")));
        network.publish();
        Map<Node, Integer> drawn = draws(2, DRAWS);
        assertShare(0.6, drawn.get(network.nodes.get(25)), DRAWS);
        assertShare(0.2, drawn.get(network.nodes.get(26)), DRAWS);
        assertShare(0.2, drawn.get(network.nodes.get(27)), DRAWS);
        assertEquals(3, drawn.size());
    }

    @Test
    void middlesAreDrawnByTheirWeight() throws NoPath {
        network.weights.putAll(Map.of("Wmm", 10_000, "Wmg", 0, "Wme", 0, "Wmd", 0));
        network.add(20, 0, 3);
        network.add(TestNetwork.relay(100).bandwidth(700));
        network.add(TestNetwork.relay(101).bandwidth(300));
        network.publish();
        Map<Node, Integer> drawn = draws(1, DRAWS);
        assertShare(0.7, drawn.get(network.nodes.get(23)), DRAWS);
        assertShare(0.3, drawn.get(network.nodes.get(24)), DRAWS);
    }

    @Test
    void guardsAreSampledByTheirWeight() throws NoPath {
        network.add(0, 5, 3);
        network.weights.putAll(Map.of("Wgg", 10_000, "Wgd", 0));
        network.add(TestNetwork.relay(100, NodeFlag.GUARD).bandwidth(750));
        network.add(TestNetwork.relay(101, NodeFlag.GUARD).bandwidth(250));
        network.publish();
        Map<Node, Integer> drawn = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            network.chooser = network.chooser(SavedState.EMPTY);
            drawn.merge(network.path().get(0), 1, Integer::sum);
        }
        assertShare(0.75, drawn.get(network.nodes.get(8)), 2_000);
    }

    @Test
    void withoutAnyBandwidthRelaysAreDrawnEvenly() throws NoPath {
        network.add(4, 0, 0);
        for (int i = 0; i < 4; i++) {
            network.add(TestNetwork.relay(100 + i, NodeFlag.EXIT).bandwidth(0));
        }
        network.publish();
        draws(2, DRAWS).values().forEach(count -> assertShare(0.25, count, DRAWS));
    }

    /** In random networks with families, subnets and excluded relays. */
    @Test
    void noPathHasRelatedOrExcludedRelays() throws NoPath {
        Random random = new Random(11);
        int paths = 0;
        for (int round = 0; round < 40; round++) {
            TestNetwork some = randomNetwork(random);
            for (int i = 0; i < 50; i++) {
                try {
                    check(some.path());
                    paths++;
                } catch (NoPath none) {
                    continue;
                }
            }
        }
        assertTrue(paths > 1_000, "too few paths to tell: " + paths);
    }

    private static TestNetwork randomNetwork(Random random) {
        TestNetwork some = new TestNetwork().options("ExcludeNodes", "bad", "ExcludeExitNodes", "noexit");
        for (int i = 0; i < 30; i++) {
            Set<NodeFlag> flags = new HashSet<>();
            if (random.nextBoolean()) {
                flags.add(NodeFlag.GUARD);
            }
            if (random.nextInt(3) == 0) {
                flags.add(NodeFlag.EXIT);
            }
            NodeBuilder relay = TestNetwork.relay(i, flags.toArray(new NodeFlag[0]));
            String near = "50." + random.nextInt(12) + "." + i + ".1";
            relay.addresses(List.of(new InetSocketAddress(near, 9001)));
            relay.familyIds(List.of("key" + random.nextInt(8)));
            relay.nickname(random.nextInt(6) == 0 ? "bad" : random.nextInt(6) == 0 ? "noexit" : "r" + i);
            some.add(relay);
        }
        return some.publish();
    }

    private static void check(List<Node> path) {
        assertEquals(3, path.size());
        for (Node a : path) {
            assertNotEquals("bad", a.nickname());
            for (Node b : path) {
                assertTrue(a == b || !a.equals(b) && !a.isFamilyOf(b) && !a.isNear(b), () -> "related: " + path);
            }
        }
        assertNotEquals("noexit", path.get(2).nickname());
        assertTrue(path.get(0).has(NodeFlag.GUARD));
        assertTrue(path.get(2).exits().allows(80));
    }

    @Test
    void nodeFamilyKeepsItsMembersApart() throws NoPath {
        network.add(1, 2, 1).options("NodeFamily", "r1, r3").publish();
        for (int i = 0; i < 200; i++) {
            assertEquals("r2", network.path().get(1).nickname());
        }
    }

    @Test
    void subnetsMayBeSharedWhereOptionsSaySo() throws NoPath {
        for (int i = 0; i < 3; i++) {
            NodeFlag[] flags = {NodeFlag.GUARD, NodeFlag.EXIT};
            network.add(TestNetwork.relay(i, flags).addresses(List.of(new InetSocketAddress("127.0.0.1", 9000 + i))));
        }
        network.publish();
        assertThrows(NoPath.class, network::path);
        network.options("EnforceDistinctSubnets", "0");
        assertEquals(3, new HashSet<>(network.path()).size());
    }

    @Test
    void optionsNameTheRelaysOfEachPlace() throws NoPath {
        network.add(5, 5, 5)
                .options("EntryNodes", "r3", "MiddleNodes", "r7, r8", "ExitNodes", "20.12.0.0/16")
                .publish();
        for (int i = 0; i < 100; i++) {
            List<Node> path = network.path();
            assertEquals("r3", path.get(0).nickname());
            assertTrue(List.of("r7", "r8").contains(path.get(1).nickname()));
            assertEquals("r12", path.get(2).nickname());
        }
    }

    @Test
    void theExitFitsWhatIsAsked() throws NoPath {
        network.add(3, 3, 0);
        network.add(TestNetwork.relay(50, NodeFlag.EXIT).exits(PortPolicy.parse("accept 443")));
        network.add(TestNetwork.relay(51, NodeFlag.EXIT).exits(PortPolicy.parse("accept 80")));
        network.publish();
        PathRequest web = new PathRequest(PathRequest.Purpose.EXIT, node -> node.exitsTo(null, 80), true, false);
        for (int i = 0; i < 100; i++) {
            assertEquals("r51", network.chooser.choose(web).nodes().get(2).nickname());
        }
        PathRequest mail = new PathRequest(PathRequest.Purpose.EXIT, node -> node.exitsTo(null, 25), true, false);
        NoPath none = assertThrows(NoPath.class, () -> network.chooser.choose(mail));
        assertTrue(none.getMessage().contains("no exit relay fits"), none.getMessage());
    }

    @Test
    void slowRelaysAreTakenOnlyWhenThereAreNoFastOnes() throws NoPath {
        network.add(3, 0, 1);
        List<NodeFlag> slow = List.of(NodeFlag.RUNNING, NodeFlag.VALID);
        network.add(TestNetwork.relay(60).flags(slow));
        network.publish();
        for (int i = 0; i < 50; i++) {
            assertTrue(network.path().get(1).has(NodeFlag.FAST));
        }
        network.nodes.clear();
        network.add(1, 0, 1).add(TestNetwork.relay(60).flags(slow)).publish();
        assertEquals("r60", network.path().get(1).nickname());
    }

    @Test
    void anExitInTheGuardsFamilyIsReplacedNotTheGuard() throws NoPath {
        network.add(TestNetwork.relay(1, NodeFlag.GUARD).familyIds(List.of("k")));
        network.add(TestNetwork.relay(2, NodeFlag.EXIT).familyIds(List.of("k")).bandwidth(100_000));
        network.add(TestNetwork.relay(3, NodeFlag.EXIT).bandwidth(1));
        network.add(TestNetwork.relay(4));
        network.publish();
        assertEquals("r3", network.path().get(2).nickname());
    }

    @Test
    void relaysWithoutMicrodescriptorAreNoHops() throws NoPath {
        network.params.put("min_paths_for_circs_pct", 25);
        network.add(3, 2, 2);
        network.add(TestNetwork.relay(70, NodeFlag.EXIT).ntorKey(null).bandwidth(100));
        network.publish();
        for (int i = 0; i < 100; i++) {
            network.path().forEach(node -> assertTrue(node.isComplete()));
        }
    }

    @Test
    void tooFewMicrodescriptorsAreRefusedWithTheFigures() {
        network.add(3, 0, 1);
        for (int i = 0; i < 6; i++) {
            network.add(TestNetwork.relay(70 + i).ntorKey(null));
        }
        network.publish();
        NoPath none = assertThrows(NoPath.class, network::path);
        assertEquals("microdescriptors for 40% of all paths are known, 60% are needed", none.getMessage());
    }

    @Test
    void anOldConsensusIsRefused() {
        network.add(3, 3, 3).publish();
        network.now += 28 * 3_600_000L;
        assertThrows(NoPath.class, network::path);
    }

    @Test
    void withoutGuardsTheFirstHopIsDrawnEachTime() throws NoPath {
        network.add(10, 3, 3).options("UseEntryGuards", "0").publish();
        assertEquals(10, draws(0, 500).size());
        assertFalse(network.chooser.guards().stream().anyMatch(guard -> guard.confirmed() >= 0));
    }

    @Test
    void anUnknownCountryCodeIsRefusedByName() {
        network.add(1, 1, 1).publish();
        network.options("ExcludeNodes", "{de}");
        OptionFault fault = assertThrows(OptionFault.class, network::path);
        assertTrue(fault.getMessage().contains("ExcludeNodes"), fault.getMessage());
    }

    @Test
    void onlyReachableAddressesAreDialled() throws NoPath {
        network.add(0, 3, 3).options("ReachableAddresses", "*:443", "ClientUseIPv6", "0");
        network.add(TestNetwork.relay(80, NodeFlag.GUARD));
        network.add(TestNetwork.relay(81, NodeFlag.GUARD)
                .addresses(List.of(new InetSocketAddress("60.1.1.1", 443), new InetSocketAddress("2001:db8::1", 443))));
        network.publish();
        assertEquals(
                List.of(new InetSocketAddress("60.1.1.1", 443)),
                new ArrayList<>(network.choose().entry()));
    }

    /** As in the public network: every fifth lets streams out, every third may be a guard, weights differ widely. */
    private void aLargeNetwork() {
        for (int i = 0; i < 8_000; i++) {
            NodeFlag[] flags = i % 5 == 0
                    ? new NodeFlag[] {NodeFlag.EXIT}
                    : i % 3 == 0 ? new NodeFlag[] {NodeFlag.GUARD} : new NodeFlag[0];
            network.add(TestNetwork.relay(i, flags).bandwidth(1 + 40_000L / (1 + i % 977)));
        }
        network.publish();
    }

    @Test
    void aChoiceLooksAtAFewOfManyRelays() throws NoPath {
        aLargeNetwork();
        network.path();
        long[] looked = {0};
        PathRequest counted = new PathRequest(
                PathRequest.Purpose.EXIT,
                node -> {
                    looked[0]++;
                    return node.exitsTo(null, 443);
                },
                true,
                false);
        for (int i = 0; i < 1_000; i++) {
            network.chooser.cancelled(network.chooser.choose(counted).guard());
        }
        assertTrue(looked[0] < 10_000, looked[0] + " relays looked at for 1,000 last hops");
    }

    @Test
    void aRareRelayIsFoundAmongMany() throws NoPath {
        aLargeNetwork();
        Node rare = network.nodes.get(976 * 5);
        PathRequest only = new PathRequest(PathRequest.Purpose.EXIT, rare::equals, true, false);
        for (int i = 0; i < 20; i++) {
            assertEquals(rare, network.chooser.choose(only).nodes().get(2));
        }
    }
}
