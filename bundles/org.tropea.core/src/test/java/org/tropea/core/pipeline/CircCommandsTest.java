package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.edge.CircuitClient;
import org.tropea.core.shell.CircCommands;
import org.tropea.core.shell.CircuitPath;
import org.tropea.core.shell.CircuitRate;
import org.tropea.flow.pipeline.PipelineStatus;

/** {@code circ:} commands, asked about a router with circuits. */
class CircCommandsTest {
    private final CommandRig rig = new CommandRig();
    private final CircCommands circ = new CircCommands(rig.component);

    @Test
    void theListHasEachCircuitWithItsStreams() {
        CircuitClient client = rig.circuit();
        rig.stream(client, 5);
        rig.stream(client, 6);
        List<CircCommands.Line> lines = rig.ask(() -> circ.list(null));
        assertEquals(List.of(new CircCommands.Line(1, "OPEN", "NONE", 1, 0, 2, 0, 0, 2, 0)), lines);
    }

    @Test
    void thePathTellsTheHopBefore() {
        rig.circuit();
        CircuitPath path = rig.ask(() -> circ.path("test", 1));
        assertEquals("80000001", path.previousId());
        assertEquals("/127.0.0.9:9", path.previousAddress());
        assertEquals(1, path.previousChannel());
        assertEquals("-", path.nextId());
        assertEquals("-", path.nextAddress());
        assertEquals(0, path.nextChannel());
    }

    @Test
    void streamsAreToldOneByOneAndGoWhenTheyEnd() {
        CircuitClient client = rig.circuit();
        rig.stream(client, 5);
        assertEquals("OPENING", rig.ask(() -> circ.streams(null, 1)).get(0).state());
        rig.rig.edge.last().stream.connected(new byte[0]);
        assertEquals("OPEN", rig.ask(() -> circ.streams(null, 1)).get(0).state());
        client.send(RelayCommand.END, 5, (byte) 6);
        assertEquals(List.of(), rig.ask(() -> circ.streams(null, 1)));
    }

    @Test
    void theBusiestComesFirst() {
        FakeBackend link = rig.rig.incoming();
        rig.circuit(link, 1);
        CircuitClient busy = rig.circuit(link, 2);
        List<CircuitRate> top = rig.askUnder(() -> busy.send(RelayCommand.DATA, 9), () -> circ.top(null, 0));
        assertEquals(List.of(2L, 1L), top.stream().map(CircuitRate::id).toList());
        assertTrue(top.get(0).cells() > 0, top.toString());
        assertEquals(0, top.get(1).cells());
        assertEquals(1, rig.ask(() -> circ.top(null, 1)).size());
    }

    @Test
    void closeSendsDestroyAndEndsTheCircuit() {
        CircuitClient client = rig.circuit();
        assertEquals("circuit 1 is closed", rig.ask(() -> circ.close(null, 1)));
        assertEquals(DestroyReason.REQUESTED, client.destroyed());
        assertEquals(List.of(), rig.ask(() -> circ.list(null)));
    }

    @Test
    void anUnknownIdSaysWhereToLook() {
        String where = "no circuit 7; circ:list shows them";
        assertEquals(where, rig.refusal(() -> circ.path(null, 7)));
        assertEquals(where, rig.refusal(() -> circ.streams(null, 7)));
        assertEquals(where, rig.refusal(() -> circ.close(null, 7)));
    }

    @Test
    void anUnknownRouterIsRefusedWithTheOnesThereAre() {
        assertEquals("no router other; running are [test]", rig.refusal(() -> circ.list("other")));
    }

    @Test
    void idsAndRoutersCanBeCompleted() {
        rig.circuit();
        rig.circuit();
        assertEquals(List.of("1", "2"), rig.ask(circ::circuits));
        assertEquals(List.of("test"), circ.routers());
    }

    @Test
    void theStatusCountsWhatThereIs() {
        CircuitClient client = rig.circuit();
        rig.stream(client, 5);
        rig.stream(client, 6);
        assertEquals(new PipelineStatus(1, 2, 1, 0, "all", "fifo"), rig.pipeline.status());
        client.destroy();
        rig.rig.group.crank();
        PipelineStatus after = rig.pipeline.status();
        assertEquals(List.of(0, 0), List.of(after.circuits(), after.streams()));
        assertTrue(rig.ask(circ::circuits).isEmpty());
    }
}
