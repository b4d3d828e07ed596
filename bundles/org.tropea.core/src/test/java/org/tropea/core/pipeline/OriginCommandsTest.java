package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.shell.CircCommands;
import org.tropea.core.shell.CircuitPath;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.ClientEdge;
import org.tropea.flow.origin.Hop;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.origin.OriginCircuits;
import org.tropea.testkit.CellBuilder;

/** {@code circ:} commands, asked about a circuit that begins here. */
class OriginCommandsTest implements CircuitEvents, ClientEdge {
    private static final PeerIdentity RELAY = new PeerIdentity(filled(20), filled(32));
    private static final String NAME = "$" + "07".repeat(20);

    private final CommandRig rig = new CommandRig();
    private final CircCommands circ = new CircCommands(rig.component);
    private final List<String> told = new ArrayList<>();
    private final OriginCircuit circuit = launch();

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }

    private OriginCircuit launch() {
        ChannelTarget target = new ChannelTarget(RELAY, List.of(new InetSocketAddress("127.0.0.7", 700)));
        OriginCircuits circuits = rig.rig.scope.part(OriginCircuits.class);
        OriginCircuit launched = circuits.launch(List.of(new Hop(target, null)), this, null);
        rig.rig.group.crank();
        return launched;
    }

    private void answer() {
        FakeBackend link = rig.rig.backends.last();
        link.channel.opened(RELAY, 5);
        rig.rig.group.crank();
        byte[] create = link.sent.get(0);
        byte[] reply =
                CreateFast.respond(create, Cell.HEADER, Tor1RelayCrypto.KEY_LEN).reply();
        link.receive(CellBuilder.cell(Cell.circuitId(create, 0), CellCommand.CREATED_FAST, reply));
        rig.rig.group.crank();
    }

    @Test
    void itIsListedFromTheStart() {
        CircCommands.Line line = rig.ask(() -> circ.list(null)).get(0);
        assertEquals(circuit.id(), line.id());
        assertEquals("CONNECTING", line.onward());
        assertEquals(0, line.prev());
        assertEquals(0, line.next());
        assertEquals(1, rig.pipeline.circuits());
    }

    @Test
    void itsPathIsKnownWhole() {
        answer();
        CircuitPath path = rig.ask(() -> circ.path("test", circuit.id()));
        assertEquals("EXTENDED", path.onward());
        assertEquals(NAME, path.hops());
        assertEquals(NAME, path.nextRelay());
        assertEquals("-", path.previousRelay());
        assertEquals("-", path.previousId());
    }

    @Test
    void itsStreamsAreToldAndWhyTheyWait() {
        answer();
        rig.ask(() -> {
            circuit.loop().execute(() -> circuit.open(RelayCommand.BEGIN_DIR, new byte[0], this));
            return null;
        });
        rig.rig.group.crank();
        assertEquals(
                "OPENING",
                rig.ask(() -> circ.streams(null, circuit.id())).get(0).state());
        assertTrue(rig.ask(() -> circ.why(null, circuit.id())).stream()
                .anyMatch(why -> why.toString().contains("OPENING")));
    }

    @Test
    void itCanBeClosed() {
        answer();
        rig.ask(() -> circ.close(null, circuit.id()));
        rig.rig.group.crank();
        assertEquals(List.of("built", "closed OPERATOR 0 1"), told);
        assertEquals(List.of(), rig.ask(() -> circ.list(null)));
    }

    @Test
    void theRoutersEndIsItsEnd() {
        answer();
        assertFalse(circuit.isClosed());
        rig.ask(() -> {
            rig.pipeline.close();
            return null;
        });
        assertEquals(List.of("built", "closed SHUTDOWN 0 1"), told);
    }

    @Override
    public void built() {
        told.add("built");
    }

    @Override
    public void closed(CloseCause cause, int reason, int hops) {
        told.add("closed " + cause + " " + reason + " " + hops);
    }

    @Override
    public void connected(byte[] body) {}

    @Override
    public void connected() {}

    @Override
    public void data(byte[] array, int offset, int length) {}

    @Override
    public void mayPackage() {}

    @Override
    public void ended(int reason) {}
}
