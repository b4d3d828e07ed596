package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.cell.DestroyReason;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.edge.CircuitClient;
import org.tropea.core.edge.SpecWindows;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.suspend.Reason;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.testkit.CellBuilder;

/** Services that come and go while the router runs. */
class SwappedServicesTest {
    private static final Map<String, Object> OR = Map.of(ConnectionType.TYPE, "or");

    private final PipelineRig rig = new PipelineRig("SwapDrainTime", "100 msec");
    private final List<String> schedulers = new ArrayList<>();

    private byte end(CircuitClient client, int stream) {
        client.send(RelayCommand.BEGIN, stream, "a:1".getBytes());
        CircuitClient.Message end = client.received().get(0);
        assertEquals("END/" + stream + "/1", end.toString());
        return end.body()[0];
    }

    @Test
    void edgeTypesComeAndGo() {
        rig.openWhole();
        CircuitClient client = new CircuitClient(rig.group, rig.incoming(), 1);
        rig.unbind(rig.whiteboard.edgeTypes(), rig.edge);
        assertEquals(EndReason.MISC, end(client, 1));
        rig.whiteboard.edgeTypes().bind(rig.edge, Map.of(EdgeType.COMMANDS, new String[] {"BEGIN", "RESOLVE"}));
        rig.group.crank();
        client.send(RelayCommand.RESOLVE, 2, "a".getBytes());
        assertEquals(List.of("11/2/a"), rig.edge.opened);
    }

    @Test
    void aCircuitIsServedWhenACongestionPolicyIsThere() {
        rig.openWhole();
        rig.unbind(rig.whiteboard.congestion(), rig.windows);
        CircuitClient client = new CircuitClient(rig.group, rig.incoming(), 1);
        assertEquals(EndReason.MISC, end(client, 1));
        rig.whiteboard.congestion().bind(rig.windows, Map.of());
        rig.group.crank();
        client.send(RelayCommand.BEGIN, 2, "a:1".getBytes());
        assertEquals(1, rig.edge.opened.size());
    }

    @Test
    void whenACongestionPolicyGoesItsCircuitsEndAndNoOthers() throws LocalFault {
        RouterPipeline pipeline = rig.openWhole();
        FakeBackend link = rig.incoming();
        CircuitClient windowed = new CircuitClient(rig.group, link, 1);
        CircuitClient passing = new CircuitClient(rig.group, link, 2);
        windowed.send(RelayCommand.BEGIN, 1, "a:1".getBytes());
        rig.unbind(rig.whiteboard.congestion(), rig.windows);
        assertEquals(DestroyReason.CHANNEL_CLOSED, windowed.destroyed());
        assertEquals(-1, passing.destroyed());
        assertEquals(List.of(EndReason.INTERNAL), rig.edge.last().ended);
        assertEquals(1, pipeline.circuits());
    }

    @Test
    void anotherCongestionPolicyLeavesCircuitsWithTheirs() {
        RouterPipeline pipeline = rig.openWhole();
        CircuitClient client = new CircuitClient(rig.group, rig.incoming(), 1);
        client.send(RelayCommand.BEGIN, 1, "a:1".getBytes());
        rig.whiteboard.congestion().bind(new SpecWindows(), Map.of("service.ranking", 5));
        rig.group.advance(10_000_000_000L);
        assertEquals(1, pipeline.circuits());
        assertEquals(List.of(), rig.edge.last().ended);
    }

    @Test
    void whenAnEdgeTypeGoesItsStreamsEndAndTheCircuitStays() {
        RouterPipeline pipeline = rig.openWhole();
        CircuitClient client = new CircuitClient(rig.group, rig.incoming(), 1);
        client.send(RelayCommand.BEGIN, 1, "a:1".getBytes());
        rig.unbind(rig.whiteboard.edgeTypes(), rig.edge);
        assertEquals(List.of("END/1/1"), client.answers());
        assertEquals(List.of(EndReason.INTERNAL), rig.edge.last().ended);
        assertEquals(1, pipeline.circuits());
    }

    @Test
    void channelsNeedABackend() {
        rig.openBare();
        assertNull(rig.incoming());
        rig.whiteboard.backends().bind(rig.backends, Map.of(ChannelBackendFactory.NAME, "fake"));
        rig.group.crank();
        FakeBackend link = rig.incoming();
        assertNotNull(link);
        rig.unbind(rig.whiteboard.backends(), rig.backends);
        assertEquals(CloseCause.PROVIDER_GONE, link.closedWith);
        assertNull(rig.incoming());
    }

    @Test
    void cellsWaitForMuxAndScheduler() {
        rig.whiteboard.backends().bind(rig.backends, Map.of(ChannelBackendFactory.NAME, "fake"));
        rig.openBare();
        FakeBackend link = rig.incoming();
        link.receive(CellBuilder.createFast(1 << 31 | 1, new byte[20]));
        rig.group.crank();
        assertEquals(0, link.sent.size());
        rig.whiteboard.muxPolicies().bind(new FifoMux(), Map.of(CircuitMuxPolicyFactory.NAME, "fifo"));
        rig.group.crank();
        assertEquals(0, link.sent.size());
        rig.whiteboard.schedulers().bind(options -> new PipelineRig.FlushAll(), Map.of());
        rig.group.crank();
        assertEquals(1, link.sent.size());
    }

    @Test
    void connectionTypesComeAndGo() throws LocalFault {
        FakeType type = new FakeType();
        rig.openBare();
        assertThrows(LocalFault.class, () -> rig.connections().link("or", null, "or", null, rig.loop));
        rig.whiteboard.connectionTypes().bind(type, OR);
        rig.group.crank();
        rig.connections().link("or", null, "or", null, rig.loop);
        rig.unbind(rig.whiteboard.connectionTypes(), type);
        assertEquals(List.of(CloseCause.PROVIDER_GONE, CloseCause.PROVIDER_GONE), type.closed);
        assertThrows(LocalFault.class, () -> rig.connections().link("or", null, "or", null, rig.loop));
    }

    @Test
    void bufferLayersComeAndGo() throws LocalFault {
        FakeType type = new FakeType();
        rig.whiteboard.connectionTypes().bind(type, OR);
        rig.openBare();
        Connection connection = rig.connections().link("or", null, "or", null, rig.loop);
        assertTrue(connection.reading().holds(Reason.NO_BUFFERS));
        CountedLayer layer = new CountedLayer();
        rig.whiteboard.buffers().bind(layer, Map.of());
        rig.group.crank();
        assertFalse(connection.reading().holds(Reason.NO_BUFFERS));
        assertEquals(rig.group.loops().size(), layer.pools);
        rig.unbind(rig.whiteboard.buffers(), layer);
        assertTrue(connection.writing().holds(Reason.NO_BUFFERS));
    }

    private SchedulerPolicyFactory scheduler(String name) {
        SchedulerPolicyFactory factory = options -> {
            schedulers.add(name);
            return new PipelineRig.FlushAll();
        };
        rig.whiteboard.schedulers().bind(factory, Map.of(SchedulerPolicyFactory.NAME, name));
        return factory;
    }

    @Test
    void theFirstConfiguredSchedulerThatIsThereDecides() {
        rig.scope.options(options("KIST,Vanilla"));
        scheduler("Vanilla");
        rig.openBare();
        SchedulerPolicyFactory kist = scheduler("KIST");
        rig.group.crank();
        assertEquals("KIST", schedulers.get(schedulers.size() - 1));
        rig.unbind(rig.whiteboard.schedulers(), kist);
        assertEquals("Vanilla", schedulers.get(schedulers.size() - 1));
    }

    @Test
    void reloadTakesOverTheConfiguredSchedulers() {
        rig.scope.options(options("KIST,Vanilla"));
        scheduler("KIST");
        scheduler("Vanilla");
        RouterPipeline pipeline = rig.openBare();
        assertEquals("KIST", schedulers.get(schedulers.size() - 1));
        rig.outside(() -> pipeline.reload(options("Vanilla")));
        assertEquals("Vanilla", schedulers.get(schedulers.size() - 1));
    }

    private static Options options(String schedulers) {
        return Options.of(Map.of("TestingTorNetwork", "1", "Nickname", "test", "Schedulers", schedulers));
    }

    @Test
    void aSchedulerThatFailsIsReplaced() {
        SchedulerPolicyFactory failing = options -> {
            schedulers.add("KIST");
            throw new IllegalStateException("no");
        };
        rig.whiteboard.schedulers().bind(failing, Map.of(SchedulerPolicyFactory.NAME, "KIST"));
        scheduler("Vanilla");
        rig.openBare();
        assertTrue(schedulers.contains("KIST"));
        assertEquals("Vanilla", schedulers.get(schedulers.size() - 1));
    }

    @Test
    void aBackendBringsChannelsOfItsOwnWhileItIsThere() {
        rig.openWhole();
        assertNotNull(broughtBy(rig.backends));
        assertNull(broughtBy(new FakeBackend.Factory()));
        rig.unbind(rig.whiteboard.backends(), rig.backends);
        assertNull(broughtBy(rig.backends));
    }

    private ChannelBackend broughtBy(FakeBackend.Factory maker) {
        return rig.scope.part(Channels.class).incoming(rig.loop, maker, channel -> maker.accept(null, channel));
    }

    @Test
    void twoRoutersShareTheServices() {
        RouterPipeline one = rig.openWhole();
        PipelineRig other = new PipelineRig(rig.whiteboard);
        other.scope.add(RouterKeys.class, PipelineRig.keys());
        other.open();
        rig.outside(one::close);
        other.scope.part(Channels.class).incoming(new PipelineRig.FakeLink(other.loop));
        assertEquals(1, rig.backends.made.size());
    }
}
