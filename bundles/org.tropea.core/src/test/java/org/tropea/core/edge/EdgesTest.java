package org.tropea.core.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuit.CircuitRig;
import org.tropea.core.circuit.RecognizedCells;
import org.tropea.core.circuit.TestClient;
import org.tropea.core.slot.Bugs;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.Stream;

class EdgesTest {
    private final List<String> told = new ArrayList<>();
    private final CircuitRig rig = new CircuitRig(this::edges);
    private final FakeBackend link = rig.incoming(new PeerIdentity(new byte[20], new byte[32]));
    private final TestClient client = TestClient.fast(rig, link, 5);
    private Edges edges;
    private Stream stream;

    private RecognizedCells edges(CircuitRig under) {
        edges = new Edges(under.loop, under.scope, new Bugs(), (policy, why) -> {});
        edges.types().adopted("BEGIN", this::open);
        edges.adopted(TestWindows::new);
        return edges;
    }

    private EdgeHandler open(Stream opened, int command, byte[] array, int offset, int length) {
        stream = opened;
        return new EdgeHandler() {
            @Override
            public void data(byte[] bytes, int from, int count) {
                told.add("data " + count);
            }

            @Override
            public void mayPackage() {
                told.add("may package");
            }

            @Override
            public void ended(int reason) {
                told.add("ended " + reason);
            }
        };
    }

    private List<String> answers(Runnable action) {
        int before = link.sent.size();
        action.run();
        return client.received(before);
    }

    private void begin(int id) {
        client.send(false, RelayCommand.BEGIN, id, (byte) 'x');
    }

    @Test
    void dataIsDeliveredAndAcknowledgedWhetherItsStreamIsKnownOrNot() {
        begin(3);
        client.send(false, RelayCommand.DATA, 3, new byte[10]);
        List<String> answers = answers(() -> client.send(false, RelayCommand.DATA, 4, new byte[20]));
        assertEquals(List.of("data 10"), told);
        assertEquals(List.of(RelayCommand.SENDME + "/0/23"), answers);
        assertEquals(1, rig.circuits.totals().dropped());
    }

    @Test
    void anIdInUseAndTheIdZeroOpenNothing() {
        begin(3);
        Stream first = stream;
        begin(3);
        begin(0);
        assertEquals(first, stream);
        assertEquals(2, rig.circuits.totals().dropped());
    }

    @Test
    void earlyBytesCountUntilSomebodyElseHoldsThem() {
        begin(3);
        client.send(false, RelayCommand.DATA, 3, new byte[10]);
        rig.loop.advance(5);
        client.send(false, RelayCommand.DATA, 3, new byte[30]);
        assertEquals(40, edges.earlyBytes());
        assertEquals(40, edges.bytesHeld(rig.circuits.circuit(1)));
        assertEquals(rig.loop.now() - 5, edges.oldestAt(rig.circuits.circuit(1)));
        stream.end(EndReason.DONE);
        assertEquals(0, edges.earlyBytes());
        assertEquals(Long.MAX_VALUE, edges.oldestAt(rig.circuits.circuit(1)));
    }

    @Test
    void theClientsEndIsNotAnswered() {
        begin(3);
        assertEquals(List.of(), answers(() -> client.send(false, RelayCommand.END, 3, (byte) EndReason.MISC)));
        assertEquals(List.of("ended " + EndReason.MISC), told);
        assertEquals(List.of(), answers(() -> stream.end(EndReason.DONE)));
    }

    @Test
    void aClosedCircuitEndsItsStreams() {
        begin(3);
        rig.circuits.circuit(1).close(org.tropea.flow.fault.CloseCause.PEER_DESTROYED);
        assertEquals(List.of("ended " + EndReason.DESTROY), told);
    }

    @Test
    void whatNobodyTakesIsRefused() {
        List<String> answers = answers(() -> client.send(false, RelayCommand.BEGIN_DIR, 3));
        assertEquals(List.of(RelayCommand.END + "/3/1"), answers);
    }

    @Test
    void aSendmeForNoCellClosesTheCircuit() {
        begin(3);
        client.send(false, RelayCommand.SENDME, 0, new byte[23]);
        assertEquals(0, rig.circuits.size());
    }

    @Test
    void aClientIsNoPreviousHopForStreams() {
        FakeBackend direct = rig.client();
        TestClient oneHop = TestClient.fast(rig, direct, 6);
        int before = direct.sent.size();
        oneHop.send(false, RelayCommand.BEGIN, 3, (byte) 'x');
        assertEquals(List.of(RelayCommand.END + "/3/1"), oneHop.received(before));
    }
}
