package org.tropea.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tropea.cell.RelayCommand;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.edge.CircuitClient;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.HeapBufferLayer;
import org.tropea.testkit.NullTlsProvider;

/** The component passes every kind of service on to the routers that it opens. */
class PipelineComponentTest {
    private final PipelineComponent component = new PipelineComponent();
    private final PipelineRig rig = new PipelineRig();

    private Pipeline open(PipelineRig router) {
        router.scope.add(RouterKeys.class, PipelineRig.keys());
        Pipeline pipeline = router.group.fromOutside(() -> component.open(router.scope));
        router.group.crank();
        return pipeline;
    }

    @Test
    void servicesOfAllKindsReachARouter() throws LocalFault {
        component.bindLoops(rig, Map.of());
        component.bindListenerFactory(new FakeListeners(), Map.of());
        component.bindBufferLayer(new HeapBufferLayer(), Map.of());
        component.bindConnectionType(new FakeType(), Map.of(ConnectionType.TYPE, "or"));
        component.bindChannelBackendFactory(rig.backends, Map.of(ChannelBackendFactory.NAME, "fake"));
        component.bindCircuitMuxPolicyFactory(new FifoMux(), Map.of());
        component.bindSchedulerPolicyFactory(options -> new PipelineRig.FlushAll(), Map.of());
        component.bindCongestionPolicy(rig.windows, Map.of());
        component.bindEdgeType(rig.edge, Map.of(EdgeType.COMMANDS, "BEGIN"));
        component.bindTlsProvider(new NullTlsProvider(), Map.of(TlsProvider.NAME, "null"));
        open(rig);
        CircuitClient client = new CircuitClient(rig.group, rig.incoming(), 1);
        client.send(RelayCommand.BEGIN, 1, "a:1".getBytes());
        assertEquals(1, rig.edge.opened.size());
        Connection connection = rig.connections().link("or", null, "or", null, rig.loop);
        assertTrue(connection.reading().runs(), () -> connection.reading().toString());
        assertEquals(PipelineRig.HERE, rig.listen("or"));
        List<TlsEngine> engines = new ArrayList<>();
        rig.scope.part(TlsEngines.class).request(connection, true, null, asker(engines::add));
        assertEquals(1, engines.size());
    }

    private static TlsEngines.Asker asker(Consumer<TlsEngine> receiver) {
        return new TlsEngines.Asker() {
            @Override
            public void engine(TlsEngine engine) {
                receiver.accept(engine);
            }

            @Override
            public void refused(TlsFault fault) {
                throw new AssertionError(fault);
            }
        };
    }

    @Test
    void servicesOfAllKindsMayGo() {
        FakeListeners listeners = new FakeListeners();
        HeapBufferLayer layer = new HeapBufferLayer();
        FakeType type = new FakeType();
        FifoMux mux = new FifoMux();
        NullTlsProvider tls = new NullTlsProvider();
        component.bindLoops(rig, Map.of());
        component.bindListenerFactory(listeners, Map.of());
        component.bindBufferLayer(layer, Map.of());
        component.bindConnectionType(type, Map.of(ConnectionType.TYPE, "or"));
        component.bindChannelBackendFactory(rig.backends, Map.of());
        component.bindCircuitMuxPolicyFactory(mux, Map.of());
        component.bindCongestionPolicy(rig.windows, Map.of());
        component.bindEdgeType(rig.edge, Map.of(EdgeType.COMMANDS, "BEGIN"));
        component.bindTlsProvider(tls, Map.of());
        KernelInfo kernel = () -> null;
        component.bindKernelInfo(kernel, Map.of(KernelInfo.NAME, "test"));
        open(rig);
        rig.outside(() -> {
            component.unbindTlsProvider(tls);
            component.unbindKernelInfo(kernel);
            component.unbindEdgeType(rig.edge);
            component.unbindCongestionPolicy(rig.windows);
            component.unbindCircuitMuxPolicyFactory(mux);
            component.unbindChannelBackendFactory(rig.backends);
            component.unbindConnectionType(type);
            component.unbindBufferLayer(layer);
            component.unbindListenerFactory(listeners);
        });
        assertEquals(null, rig.incoming());
        assertEquals(null, component.running().get("test").tlsProviders().chosen());
        PipelineRig late = new PipelineRig();
        component.bindLoops(late, Map.of("service.ranking", 1));
        component.bindListenerFactory(listeners, Map.of());
        open(late);
        assertEquals(null, late.incoming());
    }

    @Test
    void newPropertiesReachTheRoutersThatRun() {
        component.bindLoops(rig, Map.of());
        component.bindListenerFactory(new FakeListeners(), Map.of());
        NullTlsProvider one = new NullTlsProvider();
        NullTlsProvider two = new NullTlsProvider();
        component.bindTlsProvider(one, Map.of(TlsProvider.NAME, "one", "service.ranking", 1));
        component.bindTlsProvider(two, Map.of(TlsProvider.NAME, "two"));
        open(rig);
        component.updatedTlsProvider(two, Map.of(TlsProvider.NAME, "two", "service.ranking", 2));
        assertSame(two, component.running().get("test").tlsProviders().chosen());
    }

    @Test
    void aRouterTakesTheHighestRankedLoopsThatAreThere() {
        PipelineRig other = new PipelineRig();
        component.bindListenerFactory(new FakeListeners(), Map.of());
        component.bindLoops(rig, Map.of());
        component.bindLoops(other, Map.of("service.ranking", 1));
        open(other);
        assertEquals(List.of(0, 1), List.of(rig.opened, other.opened));
        other.outside(() -> component.unbindLoops(other));
        open(rig);
        assertEquals(List.of(1, 1), List.of(rig.opened, other.opened));
        assertEquals(0, rig.closed);
    }

    @Test
    void aRouterEndsWithItsLoopsAndNoOther() {
        PipelineRig other = new PipelineRig();
        component.bindListenerFactory(new FakeListeners(), Map.of());
        component.bindLoops(rig, Map.of());
        component.bindLoops(other, Map.of());
        Pipeline pipeline = open(rig);
        List<String> told = new ArrayList<>();
        pipeline.whenLoopsGo(() -> told.add("gone"));
        component.unbindLoops(other);
        assertEquals(0, rig.closed);
        rig.outside(() -> component.unbindLoops(rig));
        assertEquals(List.of("gone"), told);
        assertEquals(1, rig.closed);
        assertEquals(Map.of(), component.running());
        rig.outside(pipeline::close);
        assertEquals(1, rig.closed, "it closes once");
    }

    @Test
    void whoWithdrawsAServiceWhileARouterEndsWaitsForItsLoops() throws InterruptedException {
        FakeType type = new FakeType();
        component.bindListenerFactory(new FakeListeners(), Map.of());
        component.bindLoops(rig, Map.of());
        component.bindConnectionType(type, Map.of(ConnectionType.TYPE, "or"));
        Pipeline pipeline = open(rig);
        Thread closing = new Thread(pipeline::close);
        closing.start();
        while (component.running().containsKey("test")) {
            Thread.onSpinWait();
        }
        Thread leaving = new Thread(() -> component.unbindConnectionType(type));
        leaving.start();
        leaving.join(300);
        assertTrue(leaving.isAlive(), "the loop did not turn yet");
        while (leaving.isAlive() || closing.isAlive()) {
            rig.group.crank();
        }
    }
}
