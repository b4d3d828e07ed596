package org.tropea.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.fault.CloseCause;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.path.GuardVerdict;

class CircuitsTest {
    private static World predicting(String... options) {
        List<String> all = new java.util.ArrayList<>(List.of(options));
        all.addAll(List.of("__DisablePredictedCircuits", "0"));
        return new World(all.toArray(new String[0]));
    }

    @Test
    void theFirstOpenCircuitEndsTheBootstrap() {
        World world = new World();
        world.connect("example.com", 80);
        assertNotEquals(Bootstrap.Phase.DONE, world.bootstrap.phase());
        world.build();
        assertEquals(Bootstrap.Phase.DONE, world.bootstrap.phase());
    }

    @Test
    void twoCircuitsAreReadyFromTheStart() {
        World world = predicting();
        world.pass(1);
        world.build();
        world.pass(10);
        assertEquals(2, world.circuits.launched.size());
    }

    @Test
    void usedPortsAreExpectedAgainForHalfAnHour() {
        World world = predicting();
        world.chooser.exits.clear();
        world.exit(3, "accept 80").exit(4, "accept 6667").publish();
        world.connect("a.example", 6667);
        world.build();
        world.pass(5);
        world.build();
        long chat = world.circuits.open().stream()
                .filter(circuit -> circuit.path().get(2).target().identity().rsa()[0] == 4)
                .count();
        assertEquals(3, chat, "one in use, two ready");
        assertTrue(world.chooser.requests.stream().anyMatch(request -> request.stable()), "6667 lives long");
        world.lastStream().endFromExit(EndReason.DONE);
        world.pass(2 * 3600);
        assertTrue(world.circuits.open().isEmpty(), "nothing is expected any more");
    }

    @Test
    void aDirtyCircuitTakesNoMoreStreamsAndClosesAfterItsLast() {
        World world = new World("MaxCircuitDirtiness", "60");
        world.connect("a.example", 80);
        world.build();
        world.lastStream().edge.connected(new byte[0]);
        world.pass(61);
        assertFalse(world.circuit(0).closed);
        world.connect("b.example", 80);
        assertEquals(2, world.circuits.launched.size());
        world.circuit(0).opened.get(0).endFromExit(EndReason.DONE);
        world.loop.crank();
        assertTrue(world.circuit(0).closed);
        assertEquals(CloseCause.FINISHED, world.circuit(0).cause);
    }

    @Test
    void isolatedCredentialsMayKeepTheirCircuit() {
        World world = new World("MaxCircuitDirtiness", "60");
        EntrySource source = World.source("9050 KeepAliveIsolateSOCKSAuth", "127.0.0.1", "me");
        for (int i = 0; i < 4; i++) {
            world.connect("a.example", 80, source);
            world.build();
            world.lastStream().edge.connected(new byte[0]);
            world.pass(40);
        }
        assertEquals(1, world.circuits.launched.size());
    }

    @Test
    void aGuardIsBlamedWhenTheFirstHopFails() {
        World world = new World();
        world.connect("a.example", 80);
        world.circuit(0).fail(CloseCause.CONNECT_REFUSED);
        assertEquals(List.of("failed"), world.chooser.heard);
        world.loop.crank();
        assertEquals(2, world.circuits.launched.size(), "the next one is begun at once");
        world.circuit(1).connect();
        world.circuit(1).answer(1);
        world.circuit(1).fail(CloseCause.PEER_DESTROYED);
        assertEquals(List.of("failed", "cancelled"), world.chooser.heard);
    }

    @Test
    void afterManyFailuresCircuitsAreBegunOnceASecond() {
        World world = new World();
        world.connect("a.example", 80);
        for (int i = 0; i < 30; i++) {
            world.circuits.open().forEach(circuit -> circuit.fail(CloseCause.CONNECT_REFUSED));
            world.loop.crank();
        }
        assertEquals(5, world.circuits.launched.size());
        world.pass(3);
        assertEquals(6, world.circuits.launched.size());
    }

    @Test
    void aBuiltCircuitWaitsForItsGuardsVerdict() {
        World world = new World();
        world.chooser.verdict = GuardVerdict.WAIT;
        world.connect("a.example", 80);
        world.build();
        assertEquals(0, world.circuit(0).opened.size());
        world.chooser.verdict = GuardVerdict.USE;
        world.pass(1);
        assertEquals(1, world.circuit(0).opened.size());
    }

    @Test
    void whileCircuitsWaitForTheirGuardsNewOnesAreBegunSeldom() {
        World world = new World("SocksTimeout", "10 minutes");
        world.chooser.verdict = GuardVerdict.WAIT;
        world.connect("a.example", 80);
        for (int i = 0; i < 30; i++) {
            world.build();
            world.pass(1);
        }
        int launched = world.circuits.launched.size();
        assertTrue(launched > 1 && launched <= 7, launched + " circuits");
    }

    @Test
    void circuitsThatWaitForTheirGuardsArePendingOnes() {
        World world = new World("SocksTimeout", "10 minutes", "MaxClientCircuitsPending", "3");
        world.chooser.verdict = GuardVerdict.WAIT;
        world.connect("a.example", 80);
        for (int i = 0; i < 60; i++) {
            world.build();
            world.pass(1);
        }
        assertEquals(3, world.circuits.launched.size());
    }

    @Test
    void loopsShareThePendingCircuits() {
        World world = new World();
        ClientParts parts = world.client.parts();
        ClientParts three = new ClientParts(
                parts.router(),
                parts.circuits(),
                parts.paths(),
                parts.directory(),
                parts.addresses(),
                parts.refused(),
                3);
        assertEquals(11, three.share(32));
        assertEquals(1, three.share(1));
    }

    @Test
    void anExitThatComesLateIsStillPreparedFor() {
        World world = predicting();
        world.chooser.exits.clear();
        world.publish();
        List.copyOf(world.circuits.launched).forEach(circuit -> circuit.fail(CloseCause.IO_ERROR));
        world.pass(3);
        assertEquals(2, world.circuits.launched.size());
        world.exit(3, "accept 1-65535").publish();
        world.pass(2);
        assertEquals(4, world.circuits.launched.size());
    }

    @Test
    void aPortThatNoExitAllowsHoldsUpNoOther() {
        World world = predicting();
        world.chooser.exits.clear();
        world.exit(3, "accept 443").publish();
        world.connect("a.example", 25);
        world.connect("b.example", 443);
        world.build();
        world.pass(5);
        world.build();
        long clean =
                world.client.circuits().stream().filter(ClientCircuit::isClean).count();
        assertEquals(2, clean, "two are ready for 443");
    }

    @Test
    void aSlowCircuitIsGivenUpForAnotherButMeasured() {
        World world = new World();
        world.connect("a.example", 80);
        world.build();
        world.connect("b.example", 80, World.source("9050", "127.0.0.1", "other"));
        FakeCircuits.Fake slow = world.circuit(1);
        slow.connect();
        slow.answer(1);
        world.pass(2);
        assertTrue(world.chooser.heard.contains("late"));
        assertEquals(3, world.circuits.launched.size());
        world.pass(3);
        slow.answer(3);
        world.loop.crank();
        assertTrue(slow.closed);
        assertEquals(List.of(0L, 5_000L), world.chooser.times);
        assertEquals(0, slow.opened.size());
    }

    @Test
    void theOnlyCircuitMayTakeItsTime() {
        World world = new World();
        world.connect("a.example", 80);
        world.circuit(0).connect();
        world.circuit(0).answer(1);
        world.pass(30);
        assertEquals(1, world.circuits.launched.size());
        world.circuit(0).answer(3);
        world.loop.crank();
        assertEquals(1, world.circuit(0).opened.size());
    }

    @Test
    void aCircuitThatIsNeverBuiltIsClosed() {
        World world = new World("SocksTimeout", "10 minutes");
        world.connect("a.example", 80);
        world.circuit(0).connect();
        world.pass(61);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, world.circuit(0).cause);
        assertTrue(world.chooser.heard.contains("failed"));
    }

    @Test
    void aNewIdentityUsesNoFormerCircuit() {
        World world = new World();
        world.connect("a.example", 80);
        world.build();
        world.client.newIdentity();
        world.connect("b.example", 80);
        assertEquals(2, world.circuits.launched.size());
    }

    @Test
    void requestsWaitWhileNobodyChoosesPaths() {
        World world = new World();
        world.paths.withdraw(world.chooser);
        Program program = world.connect("a.example", 80);
        world.pass(3);
        assertEquals(0, program.outcomes);
        world.paths.use(world.chooser);
        world.pass(1);
        assertEquals(1, world.circuits.launched.size());
    }
}
