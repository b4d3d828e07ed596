package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Created2;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.Extend2;
import org.tropea.cell.LinkSpecifier;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.origin.OriginCircuit;

/** Circuits that begin here are built hop by hop, or not at all. */
class BuildingTest {
    private final OriginRig rig = new OriginRig();

    @Test
    void threeHopsAnswerOneAfterTheOther() {
        OriginCircuit circuit = rig.launch(3);
        FarRelays relays = rig.relays();
        relays.created();
        assertEquals(List.of("connected", "extended 1"), rig.told());
        relays.extended();
        assertEquals(List.of("extended 2"), rig.told());
        assertFalse(circuit.isBuilt());
        relays.extended();
        assertEquals(List.of("extended 3", "built"), rig.told());
        assertTrue(circuit.isBuilt());
        assertEquals(3, circuit.hops());
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void whatItsBuildingWaitsForIsTold() {
        OriginCircuit circuit = rig.launch(2);
        FarRelays relays = rig.relays();
        assertEquals("HANDSHAKE", rig.table.why(circuit.id()).get(0).reason());
        assertTrue(rig.table.why(circuit.id()).get(0).until().startsWith("the answer of hop 1, "));
        relays.created();
        assertTrue(rig.table.why(circuit.id()).get(0).until().startsWith("the answer of hop 2, "));
        relays.extended();
        assertEquals(List.of(), rig.table.why(circuit.id()));
    }

    @Test
    void theFirstHopIsAskedByCreate2UnderAnIdOfOurs() {
        rig.launch(1);
        byte[] cell = rig.relays().create();
        assertEquals(CellCommand.CREATE2, Cell.command(cell, 0));
        assertTrue(Cell.circuitId(cell, 0) < 0, "whoever starts a channel sets the high bit of its ids");
    }

    @Test
    void orByCreateFast() {
        rig.launch(List.of(OriginRig.fast(0), rig.hop(1)));
        FarRelays relays = rig.relays();
        assertEquals(CellCommand.CREATE_FAST, Cell.command(relays.link.sent.get(0), 0));
        relays.created().extended();
        assertEquals(List.of("connected", "extended 1", "extended 2", "built"), rig.told());
    }

    @Test
    void extend2GoesByRelayEarlyWithEverythingKnownOfTheHop() throws MalformedCell {
        rig.launch(2);
        FarRelays.Message message = rig.relays().created().received().get(0);
        assertEquals(CellCommand.RELAY_EARLY, message.cell());
        assertEquals(0, message.stream());
        Extend2 extend = Extend2.parse(message.body(), 0, message.body().length);
        assertEquals(
                List.of(LinkSpecifier.IPV4, LinkSpecifier.RSA_ID, LinkSpecifier.ED25519_ID),
                extend.specifiers().stream().map(LinkSpecifier::type).toList());
        assertArrayEquals(OriginRig.relay(1).rsa(), extend.rsaIdentity());
        assertArrayEquals(OriginRig.relay(1).ed25519(), extend.ed25519Identity());
        assertEquals("127.0.0.2", extend.ipv4().getAddress().getHostAddress());
    }

    @Test
    void anOpenChannelIsUsedAgain() {
        rig.launch(1);
        FarRelays first = rig.relays().created();
        rig.launch(1);
        assertEquals(1, rig.backends.made.size());
        byte[] create = first.link.sent.get(first.link.sent.size() - 1);
        assertEquals(CellCommand.CREATE2, Cell.command(create, 0));
        assertNotEquals(first.id, Cell.circuitId(create, 0));
    }

    @Test
    void aBuiltCircuitExtends() {
        OriginCircuit circuit = rig.launch(1);
        FarRelays relays = rig.relays().created();
        rig.told();
        circuit.extend(rig.hop(1));
        assertFalse(circuit.isBuilt());
        relays.extended();
        assertEquals(List.of("extended 2", "built"), rig.told());
    }

    @Test
    void itEndsWhereRelaysWouldDropItsExtensions() {
        OriginCircuit circuit = rig.launch(1);
        FarRelays relays = rig.relays().created();
        int hops = 1;
        while (!circuit.isClosed()) {
            assertTrue(hops < OriginRig.RELAYS, "more RELAY_EARLY cells than a relay lets pass");
            circuit.extend(rig.hop(hops++));
            rig.group.crank();
            if (!circuit.isClosed()) {
                relays.extended();
            }
        }
        List<String> told = rig.told();
        assertTrue(told.get(told.size() - 1).startsWith("closed RESOURCE_LIMIT 0 "), told.toString());
        assertTrue(hops >= 8, hops + " hops");
    }

    @Test
    void createFastReachesNoOtherHop() {
        assertThrows(IllegalArgumentException.class, () -> rig.launch(List.of(rig.hop(0), OriginRig.fast(1))));
        OriginCircuit circuit = rig.launch(1);
        assertThrows(IllegalArgumentException.class, () -> circuit.extend(OriginRig.fast(1)));
        assertThrows(IllegalArgumentException.class, () -> rig.launch(List.of()));
    }

    @Test
    void whatFailsBeforeThereIsAChannelIsSaid() {
        rig.launch(3);
        rig.backends.last().channel.closed(CloseCause.CONNECT_REFUSED);
        assertEquals(List.of("closed CONNECT_REFUSED 0 0"), rig.told());
        rig.backends.refusal = new LocalFault("no route");
        rig.launch(3);
        assertEquals(List.of("closed NO_ROUTE 0 0"), rig.told());
    }

    @Test
    void aFirstHopThatIsSomebodyElseIsNotAsked() {
        rig.launch(1);
        FakeBackend link = rig.backends.last();
        link.channel.opened(OriginRig.relay(5), 5);
        assertEquals(List.of("closed WRONG_IDENTITY 0 0"), rig.told());
        assertEquals(List.of(), link.sent);
    }

    @Test
    void aChannelThatClosesTakesItAlong() {
        OriginCircuit circuit = rig.launch(2);
        FarRelays relays = rig.relays().created();
        rig.told();
        relays.link.channel.closed(CloseCause.IO_ERROR);
        assertEquals(List.of("closed CHANNEL_CLOSED 0 1"), rig.told());
        assertTrue(circuit.isClosed());
        assertNull(circuit.open(RelayCommand.BEGIN_DIR, new byte[0], 1, null));
    }

    @Test
    void itsOwnEndIsToldWithoutAReason() {
        OriginCircuit circuit = rig.launch(1);
        FarRelays relays = rig.relays().created();
        rig.told();
        circuit.close(CloseCause.HANDSHAKE_TIMEOUT);
        circuit.close(CloseCause.FINISHED);
        assertEquals(List.of("closed HANDSHAKE_TIMEOUT 0 1"), rig.told());
        assertEquals(DestroyReason.NONE, relays.destroyed());
        assertEquals(0, rig.table.size());
    }

    @Test
    void nothingFollowsTheEnd() {
        OriginCircuit circuit = rig.launch(1);
        FarRelays relays = rig.relays();
        relays.create();
        circuit.close(CloseCause.FINISHED);
        relays.link.receive(relays.created2(new Created2(new byte[64])));
        assertEquals(List.of("connected", "closed FINISHED 0 0"), rig.told());
    }

    @Test
    void itMayBeClosedBeforeItStarts() {
        OriginCircuit circuit = rig.origins.launch(List.of(rig.hop(0)), rig, rig.loop);
        circuit.close(CloseCause.FINISHED);
        assertEquals(List.of("closed FINISHED 0 0"), rig.told());
        assertEquals(List.of(), rig.backends.made);
    }

    @Test
    void aListenerThatFailsCostsOnlyItsCircuit() {
        OriginCircuit circuit = rig.launch(1);
        rig.atEvent = () -> {
            rig.atEvent = () -> {};
            throw new IllegalStateException("a bug of the test's");
        };
        rig.relays();
        assertTrue(circuit.isClosed());
        assertEquals(List.of("connected", "closed BUG 0 0"), rig.told());
        assertEquals(1, rig.bugs.count());
    }

    @Test
    void itWaitsForNoWorker() {
        rig.group.workLimit(0);
        rig.launch(1);
        rig.relays();
        assertEquals(List.of("connected", "closed RESOURCE_LIMIT 0 0"), rig.told());
    }

    @Test
    void theRouterEndsItToo() {
        rig.launch(1);
        rig.relays().created();
        rig.told();
        rig.table.close(CloseCause.SHUTDOWN);
        assertEquals(List.of("closed SHUTDOWN 0 1"), rig.told());
        rig.launch(1);
        assertEquals(List.of("closed SHUTDOWN 0 0"), rig.told());
    }
}
