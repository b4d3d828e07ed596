package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.CellBuilder;

/** A circuit whose client is in loop 0 and whose next relay in loop 1. */
class CrossingTest {
    private final LoopsRig rig = new LoopsRig(2);
    private final FakeBackend link = rig.parts.get(0).incoming(PeerIdentity.NONE);
    private final FakeBackend next = rig.parts.get(1).incoming(CircuitRig.relay(7));
    private LoopsClient client;
    private int nextId;

    @BeforeEach
    void extend() {
        next.canonical = true;
        client = new LoopsClient(rig, link, 5);
        client.extend(7);
        rig.group.crank();
        byte[] create = next.sent.get(next.sent.size() - 1);
        assertEquals(CellCommand.CREATE2, Cell.command(create, 0));
        nextId = Cell.circuitId(create, 0);
        next.receive(CellBuilder.cell(nextId, CellCommand.CREATED2, (byte) 0, (byte) 64));
        rig.group.crank();
        client.look();
        assertEquals(List.of(RelayCommand.EXTENDED2), client.messages);
    }

    private Circuit circuit() {
        return rig.parts.get(0).circuits.circuit(1);
    }

    private void back() {
        next.receive(client.back(nextId));
    }

    /** Nothing of it is left anywhere. */
    private void requireGone() {
        rig.group.crank();
        assertEquals(0, rig.circuits());
        assertEquals(0, rig.onwards());
        assertEquals(0, rig.cellsOut());
        assertEquals(0, link.channel.mux().circuits());
        assertEquals(0, next.channel.mux().circuits());
        assertEquals(0, rig.loads.of(0) + rig.loads.of(1));
        assertEquals(0, rig.bugs.count());
    }

    @Test
    void cellsGoBothWays() {
        for (int i = 0; i < 10; i++) {
            client.sendOn();
            back();
        }
        rig.group.crank();
        client.look();
        next.sent.subList(1, next.sent.size()).forEach(client::cameOn);
        assertEquals(10, client.cameOn);
        assertEquals(10, client.cameBack);
        assertEquals(OnwardState.EXTENDED, circuit().onward());
    }

    @Test
    void whatTheRelaySaysItselfGoesAmongTheCells() {
        back();
        circuit().originate(RelayCommand.DATA, 3, new byte[10], 0, 10);
        client.digests.add(circuit().lastOriginatedDigest());
        back();
        rig.group.crank();
        client.look();
        assertEquals(2, client.cameBack);
        assertTrue(client.heard(RelayCommand.DATA));
        assertTrue(client.digests.isEmpty());
    }

    @Test
    void theClientsEndEndsBothHalves() {
        link.receive(CellBuilder.destroy(client.id, DestroyReason.FINISHED));
        back();
        requireGone();
        assertEquals(CellCommand.DESTROY, Cell.command(next.sent.get(next.sent.size() - 1), 0));
    }

    @Test
    void theNextRelaysEndEndsBothHalves() {
        next.receive(CellBuilder.destroy(nextId, DestroyReason.FINISHED));
        client.sendOn();
        requireGone();
        client.look();
        assertTrue(client.destroyed);
    }

    @Test
    void bothEndsAtOnceEndBothHalves() {
        client.sendOn();
        back();
        link.receive(CellBuilder.destroy(client.id, DestroyReason.FINISHED));
        next.receive(CellBuilder.destroy(nextId, DestroyReason.FINISHED));
        requireGone();
    }

    @Test
    void eachChannelsEndEndsBothHalves() {
        next.channel.close(CloseCause.OPERATOR);
        next.channel.closed(CloseCause.OPERATOR);
        requireGone();
        client.look();
        assertTrue(client.destroyed);
    }

    @Test
    void truncateLetsGoAndAllowsAnotherRelay() {
        back();
        client.send(false, RelayCommand.TRUNCATE, 0);
        circuit().originate(RelayCommand.DATA, 3, new byte[10], 0, 10);
        client.digests.add(circuit().lastOriginatedDigest());
        assertEquals(OnwardState.TRUNCATING, circuit().onward());
        rig.group.crank();
        client.look();
        assertEquals(List.of(RelayCommand.EXTENDED2, RelayCommand.TRUNCATED, RelayCommand.DATA), client.messages);
        assertEquals(OnwardState.NONE, circuit().onward());
        assertEquals(0, rig.onwards());
        client.extend(7);
        rig.group.crank();
        assertEquals(OnwardState.CREATING, circuit().onward());
    }

    @Test
    void aLoopThatDoesNotTakeCellsCostsTheCircuitNotTheMemory() {
        rig.parts.forEach(part -> part.circuits.queueMarks(new org.tropea.core.circuitmux.QueueMarks(5, 1, 10)));
        for (int i = 0; i < 5_000; i++) {
            client.sendOn();
        }
        assertEquals(0, rig.circuits());
        requireGone();
    }

    @Test
    void aFaultOfTheNextRelayCostsTheCircuit() {
        next.receive(CellBuilder.cell(nextId, CellCommand.CREATED2, (byte) 0, (byte) 64));
        requireGone();
        assertEquals(List.of("1 PEER_FAULT"), rig.parts.get(0).closed);
    }

    @Test
    void memoryThatRunsOutInTheOtherLoopClosesTheCircuit() {
        next.room = 0;
        for (int i = 0; i < 100; i++) {
            client.sendOn();
        }
        rig.group.crank();
        assertEquals(100, next.channel.mux().cells());
        rig.parts.get(1).circuits.memory().limit(50 * 568);
        rig.parts.get(1).circuits.memory().relieve();
        assertFalse(rig.onwards() > 0);
        next.room = 1_000;
        next.channel.writable();
        requireGone();
        assertEquals(List.of("1 RESOURCE_LIMIT"), rig.parts.get(0).closed);
    }

    @Test
    void oneLoopsMemoryCountsForAll() {
        next.room = 0;
        for (int i = 0; i < 100; i++) {
            client.sendOn();
        }
        rig.group.crank();
        rig.parts.get(1).circuits.memory().relieve(); // says what it uses
        rig.parts.get(0).circuits.memory().limit(100 * 568 + 5_000);
        link.room = 0;
        for (int i = 0; i < 20; i++) {
            back();
        }
        rig.group.crank();
        rig.parts.get(0).circuits.memory().relieve();
        assertEquals(0, rig.circuits(), "20 cells here and 100 there are too many");
    }

    @Test
    void itIsOneCircuitWithBothEnds() {
        assertEquals(1, rig.circuits());
        CircuitStatus half = circuit().status();
        FarStatus far = rig.parts.get(1).circuits.farStatus().get(0);
        assertEquals(half.number(), far.number());
        CircuitStatus whole = half.with(far);
        assertEquals(next.channel.id(), whole.nextChannel());
        assertEquals(nextId, whole.nextId());
        assertEquals(OnwardState.EXTENDED, whole.onward());
        assertEquals(next.channel.id(), rig.parts.get(1).circuits.onwardChannel(half.number()));
    }
}
