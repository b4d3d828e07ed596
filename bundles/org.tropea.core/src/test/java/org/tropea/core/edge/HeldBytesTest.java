package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.circuit.Circuit;
import org.tropea.testkit.BareConnection;

/** What the streams of a circuit hold, for MaxMemInQueues. */
class HeldBytesTest {
    private static final long NEVER = Long.MAX_VALUE;

    private final EdgeRig rig = new EdgeRig();
    private final CircuitClient client = rig.client;
    private final Circuit circuit = rig.circuit();

    private void assertHeld(long bytes, long oldestAt) {
        assertEquals(bytes, rig.edges.bytesHeld(circuit));
        assertEquals(oldestAt, rig.edges.oldestAt(circuit));
    }

    private void wait(int nanos) {
        rig.loop.advance(nanos);
    }

    @Test
    void aCircuitWithoutStreamsHoldsNothing() {
        assertHeld(0, NEVER);
        rig.open(1);
        assertHeld(0, NEVER);
    }

    @Test
    void theBuffersOfAllConnectionsCount() {
        BareConnection one = new BareConnection(rig.loop);
        BareConnection two = new BareConnection(rig.loop);
        rig.open(1, one);
        rig.open(2, two);
        wait(5);
        long first = rig.loop.now();
        one.outbuf().append(new byte[10], 0, 10);
        wait(5);
        long second = rig.loop.now();
        two.inbuf().append(new byte[20], 0, 20);
        assertHeld(30, first);
        one.outbuf().drain(10);
        assertHeld(20, second);
    }

    @Test
    void bytesThatCameBeforeTheConnectionCount() {
        TestEdge.Handler handler = rig.begin(1);
        wait(5);
        long first = rig.loop.now();
        client.send(RelayCommand.DATA, 1, new byte[10]);
        wait(5);
        client.send(RelayCommand.DATA, 1, new byte[20]);
        assertHeld(30, first);
        assertEquals(30, rig.edges.earlyBytes());
        handler.stream.attach(new BareConnection(rig.loop));
        assertHeld(0, NEVER);
        assertEquals(0, rig.edges.earlyBytes());
        client.send(RelayCommand.DATA, 1, new byte[20]);
        assertEquals(0, rig.edges.earlyBytes());
    }

    @Test
    void emptyCellsHoldNothing() {
        rig.begin(1);
        client.send(RelayCommand.DATA, 1);
        assertHeld(0, NEVER);
    }

    @Test
    void anEndedStreamHoldsNothing() {
        TestEdge.Handler one = rig.begin(1);
        rig.begin(2);
        client.send(RelayCommand.DATA, 1, new byte[10]);
        client.send(RelayCommand.DATA, 2, new byte[20]);
        one.stream.end(EndReason.DONE);
        assertEquals(20, rig.edges.bytesHeld(circuit));
        assertEquals(20, rig.edges.earlyBytes());
        client.send(RelayCommand.END, 2, (byte) EndReason.DONE);
        assertHeld(0, NEVER);
        assertEquals(0, rig.edges.earlyBytes());
    }

    @Test
    void aClosedCircuitHoldsNothing() {
        BareConnection connection = new BareConnection(rig.loop);
        rig.open(1, connection);
        connection.inbuf().append(new byte[5], 0, 5);
        rig.begin(2);
        client.send(RelayCommand.DATA, 2, new byte[20]);
        client.destroy();
        assertHeld(0, NEVER);
        assertEquals(0, rig.edges.earlyBytes());
    }
}
