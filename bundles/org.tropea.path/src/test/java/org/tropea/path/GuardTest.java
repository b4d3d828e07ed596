package org.tropea.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeBuilder;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.path.GuardStatus;
import org.tropea.net.path.GuardUse;
import org.tropea.net.path.GuardVerdict;
import org.tropea.net.path.NoPath;

class GuardTest {
    private final TestNetwork network = new TestNetwork();

    @BeforeEach
    void publish() {
        network.add(40, 10, 10).publish();
    }

    private GuardUse choose() throws NoPath {
        return network.choose().guard();
    }

    /** Fails the guards of the next {@code count} choices. */
    private void fail(int count) throws NoPath {
        for (int i = 0; i < count; i++) {
            network.chooser.failed(choose());
        }
    }

    private void pass(long count, TimeUnit unit) {
        network.now += unit.toMillis(count);
    }

    private GuardStatus status(String fingerprint) {
        return network.chooser.guards().stream()
                .filter(guard -> guard.fingerprint().equals(fingerprint))
                .findFirst()
                .orElse(null);
    }

    @Test
    void oneGuardServesAllCircuits() throws NoPath {
        GuardUse first = choose();
        assertEquals(GuardVerdict.USE, network.chooser.built(first));
        for (int i = 0; i < 50; i++) {
            assertEquals(first.guard(), choose().guard());
        }
        assertEquals(0, status(first.guard()).confirmed());
        assertEquals("yes", status(first.guard()).reachable());
    }

    @Test
    void directoryRequestsGoToThreeGuards() throws NoPath {
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            used.add(network.chooser.choose(TestNetwork.DIRECTORY).guard().guard());
        }
        assertEquals(3, used.size());
    }

    @Test
    void theNextPrimaryGuardFollowsOneThatFails() throws NoPath {
        String first = choose().guard();
        fail(1);
        GuardUse second = choose();
        assertNotEquals(first, second.guard());
        assertTrue(second.onCompletion());
        assertEquals(1, status(second.guard()).primary());
        assertEquals("no", status(first).reachable());
    }

    @Test
    void aPrimaryGuardIsTriedAgainAfterTenMinutes() throws NoPath {
        String first = choose().guard();
        fail(1);
        pass(9, TimeUnit.MINUTES);
        assertNotEquals(first, choose().guard());
        pass(1, TimeUnit.MINUTES);
        assertEquals(first, choose().guard());
    }

    @Test
    void pausesGrowTheLongerAGuardFails() {
        assertEquals(TimeUnit.MINUTES.toMillis(10), RetrySchedule.pause(0, true));
        assertEquals(TimeUnit.MINUTES.toMillis(90), RetrySchedule.pause(TimeUnit.HOURS.toMillis(6), true));
        assertEquals(TimeUnit.HOURS.toMillis(4), RetrySchedule.pause(TimeUnit.DAYS.toMillis(4), true));
        assertEquals(TimeUnit.HOURS.toMillis(36), RetrySchedule.pause(TimeUnit.DAYS.toMillis(30), false));
    }

    @Test
    void anotherGuardIsUsedAtOnceWhenAllPrimaryOnesFailAndTheNetworkIsThere() throws NoPath {
        network.chooser.built(choose());
        fail(3);
        GuardUse other = choose();
        assertFalse(other.onCompletion());
        assertEquals(GuardVerdict.USE, network.chooser.built(other));
    }

    @Test
    void primaryGuardsGetAnotherChanceWhenTheNetworkComesBack() throws NoPath {
        network.chooser.built(choose());
        fail(3);
        pass(11, TimeUnit.MINUTES);
        GuardUse other = new GuardUse(network.chooser.guards().get(5).fingerprint(), false, network.now);
        assertEquals(GuardVerdict.WAIT, network.chooser.built(other));
        assertEquals("maybe", network.chooser.guards().get(0).reachable());
    }

    @Test
    void aCircuitWaitsWhileABetterOneIsYoung() throws NoPath {
        for (int i = 0; i < 5; i++) {
            GuardUse use = choose();
            network.chooser.built(use);
            network.chooser.failed(use);
        }
        pass(70, TimeUnit.MINUTES);
        fail(3);
        GuardUse better = choose();
        GuardUse worse = choose();
        assertEquals(3, status(better.guard()).confirmed());
        assertEquals(4, status(worse.guard()).confirmed());
        network.chooser.built(
                new GuardUse(status(worse.guard()).fingerprint(), true, network.now)); // there is a network
        assertEquals(GuardVerdict.WAIT, network.chooser.built(worse));
        pass(16, TimeUnit.SECONDS);
        assertEquals(GuardVerdict.USE, network.chooser.waiting(worse));
        assertEquals("maybe", status(better.guard()).reachable());
    }

    @Test
    void aConfirmedGuardThatHangsLeavesTheOthersToTry() throws NoPath {
        for (int i = 0; i < 4; i++) {
            GuardUse use = choose();
            network.chooser.built(use);
            network.chooser.failed(use);
        }
        pass(70, TimeUnit.MINUTES);
        fail(3);
        GuardUse hangs = choose();
        assertEquals(3, status(hangs.guard()).confirmed());
        Set<String> tried = new HashSet<>(Set.of(hangs.guard()));
        for (int i = 0; i < 5; i++) {
            assertTrue(tried.add(choose().guard()), "a guard that nobody tries yet");
        }
        for (int i = 0; i < 40; i++) {
            tried.add(choose().guard());
        }
        assertEquals(network.chooser.guards().size() - 3, tried.size());
        assertEquals(hangs.guard(), choose().guard(), "all are being tried: the best of them");
    }

    @Test
    void aWaitingCircuitIsDroppedAfterTenMinutes() throws NoPath {
        GuardUse other = new GuardUse(network.chooser.guards().get(5).fingerprint(), false, network.now);
        assertEquals(GuardVerdict.WAIT, network.chooser.built(other));
        pass(9, TimeUnit.MINUTES);
        assertEquals(GuardVerdict.WAIT, network.chooser.waiting(other));
        pass(2, TimeUnit.MINUTES);
        assertEquals(GuardVerdict.DROP, network.chooser.waiting(other));
    }

    @Test
    void whenAllGuardsFailTheyAreTriedFromTheTop() throws NoPath {
        String first = choose().guard();
        fail(network.chooser.guards().size());
        assertEquals(first, choose().guard());
    }

    @Test
    void theSampleIsBounded() throws NoPath {
        network.params.put("guard-max-sample-size", 25);
        network.params.put("guard-max-sample-threshold-percent", 100);
        network.publish();
        choose();
        assertEquals(20, network.chooser.guards().size());
        fail(20);
        network.options("Nickname", "again");
        choose();
        assertTrue(network.chooser.guards().size() <= 25);
    }

    @Test
    void guardsSurviveARestart() throws NoPath {
        GuardUse first = choose();
        network.chooser.built(first);
        List<GuardStatus> before = network.chooser.guards();
        SavedState saved = network.chooser.takeChanges();
        assertNull(network.chooser.takeChanges());
        network.chooser = network.chooser(saved);
        assertEquals(first.guard(), choose().guard());
        assertEquals(
                before.stream().map(GuardStatus::fingerprint).toList(),
                network.chooser.guards().stream().map(GuardStatus::fingerprint).toList());
        assertEquals(before.get(0).sampled(), network.chooser.guards().get(0).sampled());
    }

    @Test
    void unlistedGuardsGoAfterTwentyDays() throws NoPath {
        String first = choose().guard();
        network.nodes.removeIf(node -> node.fingerprint().equals(first));
        network.publish();
        assertNotEquals(first, choose().guard());
        assertFalse(status(first).usable());
        pass(19, TimeUnit.DAYS);
        network.publish();
        choose();
        assertTrue(status(first) != null);
        pass(2, TimeUnit.DAYS);
        network.publish();
        choose();
        assertNull(status(first));
    }

    @Test
    void guardsAreReplacedWhenTheirTimeIsOver() throws NoPath {
        String first = choose().guard();
        network.chooser.built(choose());
        pass(121, TimeUnit.DAYS);
        network.publish();
        choose();
        assertTrue(status(first) == null || status(first).confirmed() < 0, "sampled anew at best");
    }

    @Test
    void entryNodesThatLeaveFewGuardsHaveASampleOfTheirOwn() throws NoPath {
        String before = choose().guard();
        network.options("EntryNodes", "r7");
        assertEquals("r7", network.path().get(0).nickname());
        assertTrue(network.chooser.takeChanges().guards().stream().anyMatch(line -> line.startsWith("in=restricted")));
        network.options();
        assertEquals(before, choose().guard());
    }

    @Test
    void aGuardThatOptionsExcludeIsSkippedAndKept() throws NoPath {
        String first = choose().guard();
        network.chooser.built(choose());
        network.options("ExcludeNodes", "$" + first);
        assertNotEquals(first, choose().guard());
        network.options();
        assertEquals(first, choose().guard());
    }

    @Test
    void onlyFitRelaysAreSampled() throws NoPath {
        network.nodes.clear();
        network.add(TestNetwork.relay(0, NodeFlag.GUARD, NodeFlag.MIDDLEONLY));
        network.add(TestNetwork.relay(1, NodeFlag.GUARD)).add(0, 5, 5);
        network.publish();
        choose();
        assertEquals(1, network.chooser.guards().size());
    }

    @Test
    void aPrimaryGuardWithoutMicrodescriptorIsWaitedFor() throws NoPath {
        GuardUse first = choose();
        network.nodes.replaceAll(node -> node.fingerprint().equals(first.guard()) ? incomplete(node) : node);
        network.publish();
        NoPath none = assertThrows(NoPath.class, network::choose);
        assertTrue(none.getMessage().contains("microdescriptor of primary guard $" + first.guard()), none.getMessage());
        network.chooser.failed(first);
        assertNotEquals(first.guard(), choose().guard());
    }

    private static Node incomplete(Node node) {
        NodeBuilder builder = Node.of(node.rsaId()).nickname(node.nickname()).addresses(node.addresses());
        return builder.flags(List.of(
                        NodeFlag.GUARD,
                        NodeFlag.RUNNING,
                        NodeFlag.VALID,
                        NodeFlag.FAST,
                        NodeFlag.STABLE,
                        NodeFlag.V2DIR))
                .build();
    }
}
