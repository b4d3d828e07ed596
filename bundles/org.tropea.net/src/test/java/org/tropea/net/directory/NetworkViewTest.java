package org.tropea.net.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.net.option.OptionFault;
import org.tropea.net.policy.PortPolicy;

class NetworkViewTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
    private static final Map<String, Integer> WEIGHTS = Map.ofEntries(
            Map.entry("Wgg", 6000),
            Map.entry("Wgd", 0),
            Map.entry("Wmg", 4000),
            Map.entry("Wmd", 0),
            Map.entry("Wmm", 10000),
            Map.entry("Wme", 2000),
            Map.entry("Wee", 10000),
            Map.entry("Wed", 10000),
            Map.entry("Weg", 0),
            Map.entry("Wem", 0),
            Map.entry("Wgm", 6000),
            Map.entry("Wmb", 5000));

    private static NodeBuilder relay(int number, NodeFlag... flags) {
        byte[] id = new byte[20];
        id[0] = (byte) number;
        List<NodeFlag> all = new ArrayList<>(Arrays.asList(flags));
        all.addAll(List.of(NodeFlag.RUNNING, NodeFlag.VALID));
        return Node.of(id)
                .nickname("relay" + number)
                .flags(all)
                .bandwidth(100)
                .ntorKey(new byte[32])
                .addresses(List.of(new InetSocketAddress("10." + number + ".0.1", 9001)));
    }

    private static NetworkView view(Map<String, Integer> weights, Node... nodes) {
        return new NetworkView(
                NOW, NOW.plusSeconds(3600), NOW.plusSeconds(10800), Map.of("x", 7), weights, List.of(nodes));
    }

    @Test
    void relaysAreFoundByTheirIdentities() {
        Node node = relay(1).ed25519Id(new byte[] {9}).build();
        NetworkView view = view(Map.of(), node);
        assertSame(node, view.byRsaId(node.rsaId().clone()));
        assertSame(node, view.byEd25519Id(new byte[] {9}));
        assertNull(view.byRsaId(new byte[20]));
    }

    @Test
    void parametersAreBroughtWithinTheirBounds() {
        NetworkView view = view(Map.of());
        assertEquals(7, view.param("x", 1, 0, 10));
        assertEquals(5, view.param("x", 1, 0, 5));
        assertEquals(1, view.param("y", 1, 0, 5));
    }

    @Test
    void aConsensusDoesForADayAfterItsTime() {
        NetworkView view = view(Map.of());
        assertFalse(view.isLive(view.validUntil().plusSeconds(1)));
        assertTrue(view.isReasonablyLive(view.validUntil().plusSeconds(86_000)));
        assertFalse(view.isReasonablyLive(view.validUntil().plusSeconds(87_000)));
        assertFalse(NetworkView.NONE.isReasonablyLive(Instant.EPOCH));
    }

    @Test
    void bandwidthCountsByPosition() {
        Node guard = relay(1, NodeFlag.GUARD).build();
        Node exit = relay(2, NodeFlag.EXIT).build();
        Node both = relay(3, NodeFlag.GUARD, NodeFlag.EXIT).build();
        NetworkView view = view(WEIGHTS, guard, exit, both);
        assertEquals(60, view.weight(guard, Position.GUARD));
        assertEquals(40, view.weight(guard, Position.MIDDLE));
        assertEquals(0, view.weight(guard, Position.EXIT));
        assertEquals(20, view.weight(exit, Position.MIDDLE));
        assertEquals(0, view.weight(both, Position.GUARD));
        assertEquals(100, view.weight(both, Position.EXIT));
    }

    @Test
    void whoAnswersDirectoryRequestsHasAWeightOfItsOwn() {
        Node plain = relay(1, NodeFlag.V2DIR).build();
        assertEquals(50, view(WEIGHTS, plain).weight(plain, Position.MIDDLE));
    }

    @Test
    void aBadExitCountsAsNone() {
        Node bad = relay(1, NodeFlag.EXIT, NodeFlag.BADEXIT).build();
        assertEquals(100, view(WEIGHTS, bad).weight(bad, Position.MIDDLE));
        assertEquals(0, view(WEIGHTS, bad).weight(bad, Position.EXIT));
    }

    @Test
    void withoutWeightsBandwidthAloneCounts() {
        Node exit = relay(1, NodeFlag.EXIT).build();
        assertEquals(100, view(Map.of(), exit).weight(exit, Position.GUARD));
    }

    @Test
    void missingMicrodescriptorsLowerThePathFraction() {
        Node guard = relay(1, NodeFlag.GUARD).build();
        Node exit = relay(2, NodeFlag.EXIT).build();
        Node other = relay(3, NodeFlag.EXIT).ntorKey(null).build();
        assertEquals(1, view(WEIGHTS, guard, exit).pathFraction());
        double middles = 60.0 / 80;
        assertEquals(middles / 2, view(WEIGHTS, guard, exit, other).pathFraction(), 1e-9);
        assertEquals(0, NetworkView.NONE.pathFraction());
    }

    @Test
    void aFamilyNeedsBothSidesOrOneKey() {
        Node one = relay(1).family(List.of("$" + relay(2).build().fingerprint() + "~x"))
                .build();
        Node two = relay(2).family(List.of("RELAY1")).build();
        Node three = relay(3).familyIds(List.of("ed25519:k")).build();
        Node four = relay(4).familyIds(List.of("ed25519:k", "ed25519:l")).build();
        assertTrue(one.isFamilyOf(two));
        assertFalse(one.isFamilyOf(relay(2).build()), "the other does not declare it");
        assertTrue(three.isFamilyOf(four));
        assertFalse(two.isFamilyOf(three));
    }

    @Test
    void subnetsAreSixteenAndThirtyTwoBits() {
        Node one = relay(1).build();
        Node near = relay(2).addresses(List.of(new InetSocketAddress("10.1.200.1", 1)))
                .build();
        Node six = relay(3).addresses(List.of(new InetSocketAddress("2001:db8:1::1", 1)))
                .build();
        Node sixNear = relay(4).addresses(List.of(new InetSocketAddress("2001:db8:2::1", 1)))
                .build();
        assertTrue(one.isNear(near));
        assertFalse(one.isNear(relay(2).build()));
        assertTrue(six.isNear(sixNear));
        assertFalse(one.isNear(six));
    }

    @Test
    void protocolsAndPortsAreReadFromTheirLines() {
        Protocols spoken = Protocols.parse("Link=4-5 Relay=2-4,6 Odd=x Far=99");
        assertTrue(spoken.supports("Link", 5) && spoken.supports("Relay", 6));
        assertFalse(spoken.supports("Relay", 5) || spoken.supports("Odd", 0) || spoken.supports("None", 1));
        PortPolicy policy = PortPolicy.parse("reject 25,100-200");
        assertTrue(policy.allows(99) && policy.allows(65535));
        assertFalse(policy.allows(25) || policy.allows(150) || policy.allows(0));
        assertTrue(PortPolicy.REJECT_ALL.rejectsAll());
        assertThrows(OptionFault.class, () -> PortPolicy.parse("accept 0-5"));
    }

    @Test
    void listenersHearWhatIsPublishedUntilTheyLeave() {
        Directory directory = new Directory();
        List<NetworkView> heard = new ArrayList<>();
        Directory.Listening listening = directory.listen(heard::add);
        NetworkView view = view(Map.of());
        directory.publish(view);
        listening.close();
        directory.publish(NetworkView.NONE);
        assertEquals(List.of(view), heard);
        assertSame(NetworkView.NONE, directory.current());
    }
}
