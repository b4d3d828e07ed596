package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.core.channel.RouterPeers;
import org.tropea.core.conn.LoopLoads;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;

/** In which of a router's loops a circuit that begins here lives. */
class LoopOfAnOriginTest {
    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup(2, new ManualClock(), new MemoryNetwork());
    private final LoopLoads loads = new LoopLoads(2);
    private final RouterPeers peers = new RouterPeers(loads);
    private final List<OriginRig> rigs =
            List.of(new OriginRig(group, 0, loads, peers), new OriginRig(group, 1, loads, peers));
    private final RouterOrigins origins = new RouterOrigins(index -> rigs.get(index).table, peers, () -> 0);

    private OriginCircuit launch(int relay) {
        return origins.launch(List.of(rigs.get(0).hop(relay)), rigs.get(0), null);
    }

    @Test
    void thatOfTheChannelThatIsThere() {
        loads.add(0, 10);
        OriginCircuit first = launch(0);
        assertSame(group.loop(1), first.loop());
        group.crank();
        rigs.get(1).relays();
        loads.add(1, 100);
        assertSame(group.loop(1), launch(0).loop());
        group.crank();
        assertEquals(1, rigs.get(1).backends.made.size());
        assertEquals(0, rigs.get(0).backends.made.size());
    }

    @Test
    void orOfTheOneThatIsOnItsWay() {
        loads.add(0, 10);
        launch(0);
        loads.add(1, 100);
        assertSame(group.loop(1), launch(0).loop());
    }

    @Test
    void elseTheOneWithTheLeastToDo() {
        loads.add(1, 10);
        assertSame(group.loop(0), launch(0).loop());
        loads.add(0, 100);
        assertSame(group.loop(1), launch(1).loop());
    }

    @Test
    void orTheOneAskedForOverAChannelOfItsOwn() {
        loads.add(0, 10);
        launch(0);
        group.crank();
        OriginCircuit other = origins.launch(List.of(rigs.get(0).hop(0)), rigs.get(0), group.loop(0));
        group.crank();
        assertSame(group.loop(0), other.loop());
        assertEquals(1, rigs.get(0).backends.made.size());
    }

    @Test
    void numbersAreUnique() {
        assertNotEquals(launch(0).id(), launch(0).id());
        loads.add(0, 10);
        loads.add(1, 10);
        assertNotEquals(launch(1).id(), launch(2).id());
    }
}
