package org.tropea.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.flow.fault.CloseCause;
import org.tropea.net.option.Options;

class TrackHostExitsTest {
    private World world;

    @BeforeEach
    void twoExits() {
        world = new World("TrackHostExits", "a.example,.wide.example", "TrackHostExitsExpire", "30 minutes");
        world.exit(4, "accept 1-65535").publish();
    }

    /** The number of the exit by which a stream to {@code host} goes now, when it connects. */
    private int exitOf(String host) {
        world.connect(host, 80);
        world.build();
        FakeStream stream = world.lastStream();
        stream.edge.connected(new byte[0]);
        return exitOf(stream);
    }

    private static int exitOf(FakeStream stream) {
        return stream.on.path().get(2).target().identity().rsa()[0];
    }

    /** From now on the chooser prefers the other exit, and no circuit of before is used. */
    private void turn() {
        world.client.newIdentity();
        world.chooser.exits.add(world.chooser.exits.remove(0));
    }

    @Test
    void aHostIsComeBackToByTheSameExit() {
        assertEquals(3, exitOf("A.example"));
        assertEquals(3, exitOf("b.example"));
        turn();
        assertEquals(3, exitOf("a.example"));
        world.client.newIdentity();
        assertEquals(4, exitOf("b.example"));
    }

    @Test
    void aDotIsForAllOfADomain() {
        assertEquals(3, exitOf("wide.example"));
        assertEquals(3, exitOf("x.wide.example"));
        turn();
        assertEquals(3, exitOf("wide.example"));
        assertEquals(3, exitOf("x.wide.example"));
        world.client.newIdentity();
        assertEquals(4, exitOf("narrow.example"));
    }

    @Test
    void itIsForgottenWhenTheHostWasNotUsedForSoLong() {
        assertEquals(3, exitOf("a.example"));
        turn();
        world.pass(29 * 60);
        assertEquals(3, exitOf("a.example"));
        world.client.newIdentity();
        world.pass(29 * 60);
        assertEquals(3, exitOf("a.example"), "it was used 29 minutes ago");
        world.client.newIdentity();
        world.pass(30 * 60);
        assertEquals(4, exitOf("a.example"));
    }

    @Test
    void anExitThatRefusesThePortIsLeftForThisPortOnly() {
        assertEquals(3, exitOf("a.example"));
        Program program = world.connect("a.example", 25);
        world.lastStream().endFromExit(EndReason.EXITPOLICY);
        world.loop.crank();
        world.build();
        world.lastStream().edge.connected(new byte[0]);
        assertNotNull(program.stream);
        assertEquals(4, exitOf(world.lastStream()));
        turn();
        assertEquals(3, exitOf("a.example"));
    }

    @Test
    void anExitWhosePolicyLacksThePortIsLeftForThisPortOnly() {
        world.chooser.exits.set(0, World.relay(3, "accept 80"));
        world.publish();
        assertEquals(3, exitOf("a.example"));
        world.connect("a.example", 25);
        world.build();
        assertEquals(4, exitOf(world.lastStream()));
        world.lastStream().edge.connected(new byte[0]);
        turn();
        assertEquals(3, exitOf("a.example"));
    }

    @Test
    void anExitThatFailsIsLeftForGoodByThisHostAlone() {
        assertEquals(3, exitOf("a.example"));
        assertEquals(3, exitOf("wide.example"));
        world.connect("a.example", 80);
        world.lastStream().endFromExit(EndReason.MISC);
        world.loop.crank();
        world.build();
        assertEquals(4, exitOf(world.lastStream()));
        assertEquals(4, exitOf("a.example"));
        assertEquals(3, exitOf("wide.example"));
    }

    @Test
    void anExitThatFailsAtOnceIsNotComeBackTo() {
        world.connect("a.example", 80);
        world.build();
        world.lastStream().endFromExit(EndReason.RESOLVEFAILED);
        world.loop.crank();
        world.build();
        assertEquals(4, exitOf(world.lastStream()));
        assertEquals(4, exitOf("a.example"));
    }

    @Test
    void anExitThatIsGoneIsLeft() {
        assertEquals(3, exitOf("a.example"));
        world.client.newIdentity();
        world.chooser.exits.remove(0);
        world.publish();
        assertEquals(4, exitOf("a.example"));
    }

    @Test
    void anExitThatNoCircuitReachesIsLeftAfterFiveOfThem() {
        assertEquals(3, exitOf("a.example"));
        turn();
        world.connect("a.example", 80);
        for (int i = 0; i < 5; i++) {
            FakeCircuits.Fake circuit = world.circuit(1 + i);
            assertEquals(3, circuit.path().get(2).target().identity().rsa()[0]);
            circuit.connect();
            circuit.answer(2);
            circuit.fail(CloseCause.PEER_DESTROYED);
            world.pass(2);
        }
        world.build();
        assertEquals(4, exitOf(world.lastStream()));
    }

    @Test
    void aLostCircuitLeavesTheExitAlone() {
        assertEquals(3, exitOf("a.example"));
        turn();
        Program program = world.connect("a.example", 80);
        world.build();
        world.circuit(1).fail(CloseCause.IO_ERROR);
        world.loop.crank();
        world.build();
        assertEquals(3, exitOf(world.lastStream()));
        assertEquals(0, program.outcomes);
    }

    @Test
    void aReloadWithoutTheHostForgetsIt() {
        assertEquals(3, exitOf("a.example"));
        assertTrue(world.client.parts().addresses().all().get("a.example").endsWith(".exit"));
        world.scope.options(Options.of(Map.of("__DisablePredictedCircuits", "1")));
        world.pass(1);
        assertNull(world.client.parts().addresses().all().get("a.example"));
        turn();
        assertEquals(4, exitOf("a.example"));
    }
}
