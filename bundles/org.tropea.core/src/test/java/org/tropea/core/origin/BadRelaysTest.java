package org.tropea.core.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Created2;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCommand;
import org.tropea.crypto.handshake.HandshakeReply;
import org.tropea.testkit.CellBuilder;

/** What relays answer wrongly closes the circuit with the cause that fits. */
class BadRelaysTest {
    private static final String FAULT = "closed PEER_FAULT 0 ";

    private final OriginRig rig = new OriginRig();

    private void assertEnds(FarRelays relays, String how) {
        List<String> told = rig.told();
        assertEquals(how, told.get(told.size() - 1));
        assertEquals(DestroyReason.NONE, relays.destroyed());
        assertEquals(0, rig.pool.taken());
    }

    private FarRelays built(int hops) {
        rig.launch(hops);
        FarRelays relays = rig.relays().created();
        for (int i = 1; i < hops; i++) {
            relays.extended();
        }
        List<String> told = rig.told();
        assertEquals("built", told.get(told.size() - 1));
        return relays;
    }

    @Test
    void created2ThatProvesNothing() {
        rig.launch(2);
        FarRelays relays = rig.relays();
        relays.create();
        relays.link.receive(relays.created2(new Created2(new byte[64])));
        assertEnds(relays, FAULT + 0);
    }

    @Test
    void created2OfAnotherLength() {
        rig.launch(2);
        FarRelays relays = rig.relays();
        relays.create();
        relays.link.receive(relays.created2(new Created2(new byte[63])));
        assertEnds(relays, FAULT + 0);
    }

    @Test
    void created2LongerThanItsCell() {
        rig.launch(2);
        FarRelays relays = rig.relays();
        relays.create();
        relays.link.receive(CellBuilder.cell(relays.id, CellCommand.CREATED2, (byte) 2, (byte) 0));
        assertEnds(relays, FAULT + 0);
    }

    @Test
    void createdFastThatProvesNothing() {
        rig.launch(List.of(OriginRig.fast(0)));
        FarRelays relays = rig.relays();
        relays.create();
        relays.link.receive(CellBuilder.cell(relays.id, CellCommand.CREATED_FAST, new byte[40]));
        assertEnds(relays, FAULT + 0);
    }

    @Test
    void createdFastWhereCreated2WasAskedFor() {
        rig.launch(1);
        FarRelays relays = rig.relays();
        relays.create();
        relays.link.receive(CellBuilder.cell(relays.id, CellCommand.CREATED_FAST, new byte[40]));
        assertEnds(relays, FAULT + 0);
    }

    @Test
    void aSecondCreated2() {
        FarRelays relays = built(1);
        relays.link.receive(relays.created2(new Created2(new byte[64])));
        assertEnds(relays, FAULT + 1);
    }

    @Test
    void aSecondAnswerWhileTheFirstIsChecked() {
        rig.launch(1);
        FarRelays relays = rig.relays();
        relays.create();
        byte[] answer = relays.created2(new Created2(new byte[64]));
        relays.link.receive(answer);
        relays.link.receive(answer);
        assertEnds(relays, FAULT + 0);
    }

    @Test
    void extended2ThatProvesNothing() {
        rig.launch(2);
        FarRelays relays = rig.relays().created();
        HandshakeReply reply = relays.answerTo(relays.received().get(0));
        reply.reply()[63] ^= 1;
        relays.send(0, RelayCommand.EXTENDED2, 0, FarRelays.body(reply.reply()));
        assertEnds(relays, FAULT + 1);
    }

    @Test
    void extended2CutShort() {
        rig.launch(2);
        FarRelays relays = rig.relays().created();
        relays.received();
        relays.send(0, RelayCommand.EXTENDED2, 0, (byte) 0, (byte) 64, (byte) 1);
        assertEnds(relays, FAULT + 1);
    }

    @Test
    void extended2ThatNobodyAskedFor() {
        FarRelays relays = built(3);
        relays.send(2, RelayCommand.EXTENDED2, 0, FarRelays.body(new byte[64]));
        assertEnds(relays, FAULT + 3);
    }

    @Test
    void extended2FromAHopThatWasNotAsked() {
        rig.launch(3);
        FarRelays relays = rig.relays().created().extended();
        HandshakeReply reply = relays.answerTo(relays.received().get(0));
        relays.send(0, RelayCommand.EXTENDED2, 0, FarRelays.body(reply.reply()));
        assertEnds(relays, FAULT + 2);
    }

    @Test
    void extended2BeforeItWasAskedFor() {
        rig.launch(2);
        FarRelays relays = rig.relays().created();
        rig.told();
        relays.send(0, RelayCommand.EXTENDED2, 0, FarRelays.body(new byte[64]));
        assertEnds(relays, FAULT + 1);
    }

    @Test
    void truncatedTellsWhy() {
        FarRelays relays = built(3);
        relays.send(1, RelayCommand.TRUNCATED, 0, (byte) DestroyReason.CONNECTFAILED);
        assertEnds(relays, "closed PEER_DESTROYED " + DestroyReason.CONNECTFAILED + " 3");
    }

    @Test
    void truncatedWithoutAReason() {
        rig.launch(3);
        FarRelays relays = rig.relays().created();
        relays.received();
        relays.send(0, RelayCommand.TRUNCATED, 0);
        assertEnds(relays, "closed PEER_DESTROYED 0 1");
    }

    @Test
    void destroyTellsWhy() {
        FarRelays relays = built(2);
        relays.link.receive(CellBuilder.destroy(relays.id, DestroyReason.RESOURCELIMIT));
        assertEquals(List.of("closed PEER_DESTROYED " + DestroyReason.RESOURCELIMIT + " 2"), rig.told());
        assertEquals(-1, relays.destroyed());
    }

    @Test
    void aCellThatNoHopMade() {
        FarRelays relays = built(3);
        relays.link.receive(CellBuilder.relay(relays.id, RelayCommand.DATA, 1, (byte) 1));
        assertEnds(relays, FAULT + 3);
    }

    @Test
    void aRelayCellBeforeAnyHopAnswered() {
        rig.launch(1);
        FarRelays relays = rig.relays();
        relays.create();
        relays.link.receive(CellBuilder.relay(relays.id, RelayCommand.DATA, 1, (byte) 1));
        assertEnds(relays, FAULT + 0);
    }

    @Test
    void relayEarlyTowardsUs() {
        FarRelays relays = built(2);
        byte[] cell = relays.cell(1, RelayCommand.DROP, 0);
        cell[4] = CellCommand.RELAY_EARLY;
        relays.link.receive(cell);
        assertEnds(relays, FAULT + 2);
    }

    @Test
    void moreDataThanACellHolds() {
        FarRelays relays = built(1);
        byte[] body = new byte[498];
        relays.link.receive(relays.oversized(RelayCommand.DATA, 1, body));
        assertEnds(relays, FAULT + 1);
    }

    @Test
    void paddingIsTaken() {
        FarRelays relays = built(3);
        relays.send(2, RelayCommand.DROP, 0, new byte[100]);
        relays.send(1, RelayCommand.DROP, 0);
        assertEquals(List.of(), rig.told());
        assertTrue(relays.heard().isEmpty());
    }

    @Test
    void whatRelaysMayNotSayIsDropped() {
        FarRelays relays = built(2);
        for (int command : new int[] {RelayCommand.BEGIN, RelayCommand.EXTEND2, RelayCommand.TRUNCATE, 99}) {
            relays.send(1, command, 7, (byte) 'x');
        }
        assertEquals(List.of(), rig.told());
        assertEquals(4, rig.circuits.totals().dropped());
    }
}
