package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.Extend2;
import org.tropea.cell.LinkSpecifier;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.CellBuilder;

class CircuitTest {
    /** The bit of the ids of whoever started a channel. */
    private static final int HIGH = TestClient.HIGH;

    private final CircuitRig rig = new CircuitRig();
    private final FakeBackend link = rig.client();

    static byte[] extend2(PeerIdentity relay, String host, int port) {
        List<LinkSpecifier> specifiers = List.of(
                LinkSpecifier.of(new InetSocketAddress(host, port)),
                new LinkSpecifier(LinkSpecifier.RSA_ID, relay.rsa()),
                new LinkSpecifier(LinkSpecifier.ED25519_ID, relay.ed25519()));
        byte[] body = new byte[498];
        int length = new Extend2(specifiers, new Create2(Create2.NTOR, new byte[84])).write(body, 0);
        return Arrays.copyOf(body, length);
    }

    /** A circuit extended to relay 7; returns the backend of the channel there. */
    private FakeBackend extended(TestClient client) {
        client.send(true, RelayCommand.EXTEND2, 0, extend2(CircuitRig.relay(7), "127.0.0.7", 700));
        FakeBackend next = rig.backends.last();
        if (next.channel.state() != org.tropea.core.channel.ChannelState.OPEN) {
            next.channel.opened(CircuitRig.relay(7), 5);
        }
        rig.group.crank();
        byte[] create = next.sent.get(next.sent.size() - 1);
        assertEquals(CellCommand.CREATE2, Cell.command(create, 0));
        int id = Cell.circuitId(create, 0);
        assertTrue(id < 0, "our id on a channel that we started has the high bit");
        int before = client.link.sent.size();
        next.receive(CellBuilder.cell(id, CellCommand.CREATED2, (byte) 0, (byte) 64));
        assertEquals(List.of(RelayCommand.EXTENDED2 + "/0/66"), client.received(before));
        return next;
    }

    private static int nextId(FakeBackend next) {
        return Cell.circuitId(next.sent.get(next.sent.size() - 1), 0);
    }

    @Test
    void announcedCellsChangeNothingUntilTheyCome() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        byte[] forward = CellBuilder.cell(client.id, CellCommand.RELAY, CircuitRig.filled(509, 9));
        byte[] backward = CellBuilder.cell(nextId(next), CellCommand.RELAY, CircuitRig.filled(509, 9));
        for (int id = 100; id < 1_100; id++) {
            TestClient.fast(rig, link, id); // with few circuits nobody listens to announcements
        }
        long before = rig.circuits.totals().relayed();
        int written = next.sent.size();
        for (int i = 0; i < 3; i++) {
            link.channel.cellsComing(forward, 0, 1);
            next.channel.cellsComing(backward, 0, 1);
            link.channel.cellsComing(CellBuilder.cell(12345, CellCommand.RELAY, new byte[509]), 0, 1);
        }
        rig.group.crank();
        assertEquals(before, rig.circuits.totals().relayed());
        assertEquals(written, next.sent.size());
        link.receive(forward);
        next.receive(backward);
        rig.group.crank();
        assertEquals(before + 2, rig.circuits.totals().relayed());
        assertEquals(written + 1, next.sent.size());
    }

    @Test
    void ntorIsAnsweredByAWorker() throws Exception {
        TestClient client = TestClient.ntor(rig, link, 5);
        client.send(false, RelayCommand.BEGIN, 3, (byte) 'x');
        assertEquals(List.of(RelayCommand.BEGIN + "/3/1"), rig.edge);
        assertEquals(1, rig.circuits.totals().built());
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void anAnswerForADeadCircuitIsDiscarded() throws Exception {
        link.receive(CellBuilder.create2(HIGH | 5, new byte[84]));
        link.receive(CellBuilder.destroy(HIGH | 5, 0));
        rig.group.crank();
        assertEquals(List.of(), link.sent);
        assertEquals(0, link.channel.handshakes(0));
        assertEquals(0, rig.circuits.size());
    }

    @Test
    void aWrongOnionSkinClosesTheCircuit() {
        link.receive(CellBuilder.create2(HIGH | 5, new byte[84]));
        rig.group.crank();
        assertArrayEquals(CellBuilder.destroy(HIGH | 5, DestroyReason.PROTOCOL), link.sent.get(0));
    }

    @Test
    void tooManyHandshakesAreRefused() {
        rig.group.workLimit(0);
        link.receive(CellBuilder.create2(HIGH | 5, new byte[84]));
        rig.group.crank();
        assertArrayEquals(CellBuilder.destroy(HIGH | 5, DestroyReason.RESOURCELIMIT), link.sent.get(0));
    }

    @Test
    void oneChannelHasOnlyItsShareOfTheWorkers() {
        for (int id = 1; id <= 257; id++) {
            link.receive(CellBuilder.create2(HIGH | id, new byte[84]));
        }
        assertEquals(256, link.channel.handshakes(0));
        assertEquals(256, rig.circuits.size());
    }

    @Test
    void cellsPassBothWays() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        int id = nextId(next);
        client.sendOpaque(false, (byte) 9);
        client.sendOpaque(true, (byte) 8);
        rig.group.crank();
        byte[] expected = CellBuilder.cell(id, CellCommand.RELAY, CircuitRig.filled(509, 9));
        assertArrayEquals(expected, next.sent.get(1));
        assertEquals(CellCommand.RELAY_EARLY, Cell.command(next.sent.get(2), 0));
        next.receive(CellBuilder.cell(id, CellCommand.RELAY, CircuitRig.filled(509, 6)));
        rig.group.crank();
        byte[] back = client.peel(client.last());
        assertArrayEquals(CellBuilder.cell(HIGH | 5, CellCommand.RELAY, CircuitRig.filled(509, 6)), back);
        assertEquals(3, rig.circuits.totals().relayed());
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void circuitsToOneRelayShareItsChannel() {
        extended(TestClient.fast(rig, link, 5));
        TestClient second = TestClient.fast(rig, link, 6);
        TestClient third = TestClient.fast(rig, link, 7);
        extended(second);
        extended(third);
        assertEquals(2, rig.channels.size());
    }

    @Test
    void circuitsWaitForOneConnect() {
        TestClient first = TestClient.fast(rig, link, 5);
        TestClient second = TestClient.fast(rig, link, 6);
        byte[] extend = extend2(CircuitRig.relay(7), "127.0.0.7", 700);
        first.send(true, RelayCommand.EXTEND2, 0, extend);
        second.send(true, RelayCommand.EXTEND2, 0, extend);
        assertEquals(2, rig.channels.size());
        rig.backends.last().channel.opened(CircuitRig.relay(7), 5);
        rig.group.crank();
        assertEquals(2, rig.backends.last().sent.size());
    }

    @Test
    void aCircuitClosedMeanwhileTakesNoChannel() {
        TestClient.fast(rig, link, 5);
        Circuit circuit = rig.circuits.circuit(1);
        FakeBackend next = rig.incoming(CircuitRig.relay(7));
        circuit.close(org.tropea.flow.fault.CloseCause.OPERATOR);
        next.canonical = true;
        ChannelTarget target = new ChannelTarget(CircuitRig.relay(7), List.of(new InetSocketAddress("127.0.0.7", 700)));
        assertSame(next.channel, rig.channels.openFor(target));
        circuit.extend(target, new Create2(Create2.NTOR, new byte[84]));
        assertEquals(0, next.channel.mux().circuits());
    }

    @Test
    void aFailedConnectClosesTheCircuit() {
        TestClient client = TestClient.fast(rig, link, 5);
        client.send(true, RelayCommand.EXTEND2, 0, extend2(CircuitRig.relay(7), "127.0.0.7", 700));
        rig.backends.last().channel.closed(CloseCause.CONNECT_REFUSED);
        rig.group.crank();
        assertArrayEquals(CellBuilder.destroy(HIGH | 5, DestroyReason.CHANNEL_CLOSED), client.last());
    }

    @Test
    void aRelayThatIsSomebodyElseClosesTheCircuit() {
        TestClient client = TestClient.fast(rig, link, 5);
        client.send(true, RelayCommand.EXTEND2, 0, extend2(CircuitRig.relay(7), "127.0.0.7", 700));
        FakeBackend next = rig.backends.last();
        next.channel.opened(CircuitRig.relay(8), 5);
        rig.group.crank();
        assertEquals(CloseCause.WRONG_IDENTITY, next.closedWith);
        assertEquals(CellCommand.DESTROY, Cell.command(client.last(), 0));
    }

    @Test
    void truncateLetsGoOfTheNextRelayAndAllowsAnother() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        int id = nextId(next);
        int before = link.sent.size();
        client.send(false, RelayCommand.TRUNCATE, 0, (byte) DestroyReason.FINISHED);
        assertEquals(List.of(RelayCommand.TRUNCATED + "/0/1"), client.received(before));
        assertArrayEquals(CellBuilder.destroy(id, DestroyReason.FINISHED), next.sent.get(next.sent.size() - 1));
        extended(client);
    }

    @Test
    void truncateWhileConnectingAndWithoutAReason() {
        TestClient client = TestClient.fast(rig, link, 5);
        client.send(true, RelayCommand.EXTEND2, 0, extend2(CircuitRig.relay(7), "127.0.0.7", 700));
        int before = link.sent.size();
        client.send(false, RelayCommand.TRUNCATE, 0);
        assertEquals(List.of(RelayCommand.TRUNCATED + "/0/1"), client.received(before));
        rig.backends.last().channel.opened(CircuitRig.relay(7), 5);
        rig.group.crank();
        assertEquals(List.of(), rig.backends.last().sent);
    }

    @Test
    void aDestroyGoesOnWithoutItsReasonAndNotBack() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        int id = nextId(next);
        int before = link.sent.size();
        link.receive(CellBuilder.destroy(HIGH | 5, DestroyReason.REQUESTED));
        rig.group.crank();
        assertArrayEquals(CellBuilder.destroy(id, DestroyReason.DESTROYED), next.sent.get(next.sent.size() - 1));
        assertEquals(before, link.sent.size());
        assertEquals(List.of("closed PEER_DESTROYED"), rig.edge);
    }

    @Test
    void aDestroyFromAheadGoesBack() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        next.receive(CellBuilder.destroy(nextId(next), DestroyReason.REQUESTED));
        rig.group.crank();
        assertArrayEquals(CellBuilder.destroy(HIGH | 5, DestroyReason.DESTROYED), client.last());
    }

    @Test
    void aClosedCircuitsCellsAreNotSent() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        int before = next.sent.size();
        client.sendOpaque(false, (byte) 1);
        link.receive(CellBuilder.destroy(HIGH | 5, 0));
        rig.group.crank();
        assertEquals(before + 1, next.sent.size());
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void aClosedChannelDestroysItsCircuitsOnTheOtherSide() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        next.channel.closed(CloseCause.IO_ERROR);
        rig.group.crank();
        assertArrayEquals(CellBuilder.destroy(HIGH | 5, DestroyReason.CHANNEL_CLOSED), client.last());
    }

    @Test
    void anIdIsInUseUntilItsDestroyIsSent() {
        TestClient.fast(rig, link, 5);
        rig.circuits.circuit(1).close(CloseCause.OPERATOR);
        link.receive(CellBuilder.createFast(HIGH | 5, new byte[20]));
        assertEquals(0, rig.circuits.size());
        rig.group.crank();
        link.receive(CellBuilder.createFast(HIGH | 5, new byte[20]));
        assertEquals(1, rig.circuits.size());
    }

    @Test
    void originatedMessagesCanBeAcknowledged() {
        TestClient client = TestClient.fast(rig, link, 5);
        Circuit circuit = rig.circuits.circuit(1);
        circuit.originate(RelayCommand.DATA, 3, new byte[20], 5, 10);
        byte[] ours = circuit.lastOriginatedDigest();
        int before = link.sent.size();
        assertEquals(List.of("2/3/10"), client.received(before));
        byte[] theirs = new byte[20];
        client.crypto.backward().lastDigest(theirs, 0);
        assertArrayEquals(theirs, ours);
        client.send(false, RelayCommand.DATA, 3, (byte) 1);
        client.crypto.forward().lastDigest(theirs, 0);
        assertArrayEquals(theirs, circuit.lastRecognizedDigest());
    }

    @Test
    void policiesSwappedUnderQueuedCellsLoseNothing() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        next.room = 0;
        for (int i = 0; i < 100; i++) {
            client.sendOpaque(false, (byte) i);
        }
        rig.channels.circuitMuxPolicy(null);
        rig.scheduler.policy(null, null);
        next.room = 1000;
        next.channel.writable();
        rig.group.crank();
        assertEquals(1, next.sent.size());
        rig.channels.circuitMuxPolicy(new FifoMux());
        rig.scheduler.policy(new CircuitRig().scheduler.policy(), null);
        rig.group.crank();
        assertEquals(101, next.sent.size());
        for (int i = 0; i < 100; i++) {
            assertEquals((byte) (i | 1), next.sent.get(1 + i)[100]);
        }
    }

    @Test
    void aCircuitOverItsQueueLimitIsClosed() {
        TestClient client = TestClient.fast(rig, link, 5);
        FakeBackend next = extended(client);
        int id = nextId(next);
        for (int i = 0; i <= 2500; i++) {
            client.sendOpaque(false, (byte) i);
        }
        rig.group.crank();
        assertArrayEquals(CellBuilder.destroy(HIGH | 5, DestroyReason.RESOURCELIMIT), client.last());
        assertArrayEquals(CellBuilder.destroy(id, DestroyReason.RESOURCELIMIT), next.sent.get(next.sent.size() - 1));
        assertEquals(0, rig.pool.taken());
    }

    @Test
    void hibernatingRefusesNewCircuitsAndKeepsTheOld() {
        TestClient client = TestClient.fast(rig, link, 5);
        rig.circuits.hibernate();
        link.receive(CellBuilder.createFast(HIGH | 6, new byte[20]));
        rig.group.crank();
        assertArrayEquals(CellBuilder.destroy(HIGH | 6, DestroyReason.HIBERNATING), client.last());
        client.send(false, RelayCommand.BEGIN, 3);
        assertEquals(List.of("1/3/0"), rig.edge);
    }

    @Test
    void aFullQueueTellsTheEdgeWhenItDrained() {
        TestClient.fast(rig, link, 5);
        Circuit circuit = rig.circuits.circuit(1);
        for (int i = 0; i < 256; i++) {
            circuit.originate(RelayCommand.DATA, 3, new byte[498], 0, 498);
        }
        assertTrue(circuit.queueFull());
        rig.group.crank();
        assertEquals(List.of("drained"), rig.edge);
        assertNull(circuit.attachment());
    }
}
