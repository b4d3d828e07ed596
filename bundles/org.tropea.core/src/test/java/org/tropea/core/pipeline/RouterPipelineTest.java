package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.edge.CircuitClient;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.pipeline.PipelineTotals;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.HeapBufferLayer;

/** One router's data plane: how it starts, what it counts, how it stops. */
class RouterPipelineTest {
    private final PipelineRig rig = new PipelineRig();

    private CircuitClient client(FakeBackend link) {
        return new CircuitClient(rig.group, link, 1);
    }

    @Test
    void openAddsItsPartsToTheScope() {
        rig.openBare();
        assertEquals(1, rig.opened);
        assertNotNull(rig.scope.part(LoopGroup.class));
        assertNotNull(rig.scope.part(Connections.class));
        assertNotNull(rig.scope.part(Channels.class));
    }

    @Test
    void withoutListenersItDoesNotStart() {
        CompletionException failed = assertThrows(CompletionException.class, rig::open);
        LocalFault fault = assertInstanceOf(LocalFault.class, failed.getCause());
        assertTrue(fault.getMessage().contains("org.tropea.conn.listener"), fault::getMessage);
        assertEquals(0, rig.opened);
    }

    @Test
    void whoStopsARouterThatWaitsForListenersIsHeard() {
        Thread.currentThread().interrupt();
        LocalFault fault =
                assertThrows(LocalFault.class, () -> RouterPipeline.open(rig.scope, rig, rig.whiteboard, 60_000));
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        assertTrue(fault.getMessage().contains("stopped"), fault::getMessage);
        assertEquals(0, rig.opened);
    }

    @Test
    void aRouterWithoutKeysDoesNotStartAndLeavesNoLoops() {
        rig.whiteboard.listeners().bind(new FakeListeners(), Map.of());
        CompletionException failed = assertThrows(CompletionException.class, rig::open);
        LocalFault fault = assertInstanceOf(LocalFault.class, failed.getCause());
        assertTrue(fault.getMessage().contains("RouterKeys"), fault::getMessage);
        assertInstanceOf(Bug.class, fault.getCause());
        assertEquals(1, rig.closed);
    }

    @Test
    void aCircuitPassesThroughAllParts() {
        RouterPipeline pipeline = rig.openWhole();
        CircuitClient client = client(rig.incoming());
        client.send(RelayCommand.BEGIN, 1, "a:1".getBytes());
        assertEquals(List.of("1/1/a:1"), rig.edge.opened);
        assertEquals(1, pipeline.circuits());
    }

    @Test
    void totalsCountCircuitsAndCells() {
        RouterPipeline pipeline = rig.openWhole();
        assertEquals(new PipelineTotals(0, 0, 0, 0, 0, 0, 0, 0), pipeline.totals());
        FakeBackend link = rig.incoming();
        CircuitClient client = client(link);
        client.send(RelayCommand.BEGIN, 1, "a:1".getBytes());
        rig.edge.last().stream.connected(new byte[0]);
        client.send(RelayCommand.DATA, 99);
        link.receive(CellBuilder.cell(77, CellCommand.RELAY));
        client.destroy();
        assertEquals(new PipelineTotals(0, 0, 0, 2, 1, 1, 1, 2), pipeline.totals());
        assertEquals(0, pipeline.circuits());
    }

    @Test
    void totalsCountTheBytesOfOrConnections() throws LocalFault {
        FakeType or = new FakeType();
        rig.whiteboard.connectionTypes().bind(or, Map.of(ConnectionType.TYPE, new String[] {"or", "dir"}));
        rig.whiteboard.buffers().bind(new HeapBufferLayer(), Map.of());
        RouterPipeline pipeline = rig.openBare();
        rig.connections().link("or", null, "dir", null, rig.loop);
        send(or, 0, 10);
        send(or, 1, 3);
        assertEquals(3, pipeline.totals().bytesRead());
        assertEquals(10, pipeline.totals().bytesWritten());
    }

    private void send(FakeType type, int from, int bytes) {
        type.made.get(from).outbuf().append(new byte[bytes], 0, bytes);
        type.made.get(from).outbufChanged();
        rig.group.crank();
    }

    @Test
    void hibernatingRefusesCircuitsAndStreams() {
        RouterPipeline pipeline = rig.openWhole();
        FakeBackend link = rig.incoming();
        CircuitClient client = client(link);
        rig.outside(pipeline::hibernate);
        client.send(RelayCommand.BEGIN, 1, "a:1".getBytes());
        CircuitClient.Message end = client.received().get(0);
        assertEquals("END/1/1", end.toString());
        assertEquals(EndReason.HIBERNATING, end.body()[0]);
        link.receive(CellBuilder.createFast(1 << 31 | 2, new byte[20]));
        rig.group.crank();
        byte[] destroy = link.sent.get(link.sent.size() - 1);
        assertEquals(CellCommand.DESTROY, Cell.command(destroy, 0));
        assertEquals(DestroyReason.HIBERNATING, destroy[Cell.HEADER]);
        assertEquals(1, pipeline.circuits());
    }

    @Test
    void closeLeavesNothing() {
        rig.whiteboard.connectionTypes().bind(new FakeType(), Map.of(ConnectionType.TYPE, "or"));
        RouterPipeline pipeline = rig.openWhole();
        FakeBackend link = rig.incoming();
        CircuitClient client = client(link);
        client.send(RelayCommand.BEGIN, 1, "a:1".getBytes());
        rig.listen("or");
        rig.outside(pipeline::close);
        assertEquals(List.of(EndReason.HIBERNATING), rig.edge.last().ended);
        assertNotNull(link.closedWith);
        assertEquals(0, pipeline.circuits());
        assertEquals(1, rig.closed);
        assertThrows(IOException.class, this::knock);
    }

    private void knock() throws IOException {
        rig.loop.connect(PipelineRig.HERE, null, null).finishConnect();
    }

    @Test
    void aClosedPipelineHearsOfNoServices() {
        RouterPipeline pipeline = rig.openWhole();
        rig.outside(pipeline::close);
        CountedLayer layer = new CountedLayer();
        rig.whiteboard.buffers().bind(layer, Map.of());
        assertEquals(0, layer.asked);
        rig.whiteboard.edgeTypes().unbind(rig.edge); // on the loop's thread, where a slot would refuse
    }

    @Test
    void afterCloseNoChannelIsTaken() {
        RouterPipeline pipeline = rig.openWhole();
        rig.outside(pipeline::close);
        assertNull(rig.incoming());
    }
}
