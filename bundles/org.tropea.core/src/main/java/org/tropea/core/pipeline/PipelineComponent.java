package org.tropea.core.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.ListenerFactory;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineFactory;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.tls.TlsProvider;

/**
 * Sees every service that takes part in a data plane and hands them to the slots of each router. Bind methods run on the
 * framework's threads; an unbind returns only when no loop uses the service any more. A service whose properties change is
 * told again, and may be chosen or left for that.
 */
@Component(service = {PipelineFactory.class, PipelineComponent.class})
public final class PipelineComponent implements PipelineFactory {
    private final Whiteboard whiteboard = new Whiteboard();
    private final IoLayers loops = new IoLayers();
    private final Map<String, RouterPipeline> running = new ConcurrentSkipListMap<>();

    @Override
    public Pipeline open(RouterScope router) throws LocalFault {
        LoopFactory factory = loops.choose(router.options().list("EventLoops"));
        RouterPipeline opened = RouterPipeline.open(router, factory, whiteboard);
        opened.whenClosed(() -> running.remove(router.name(), opened));
        running.put(router.name(), opened);
        if (!loops.has(factory)) {
            opened.close();
            throw new LocalFault("the bundle of event loops " + factory.name() + " went while the router started");
        }
        return opened;
    }

    /** The running data planes by their routers' names, for commands. Any thread. */
    public Map<String, RouterPipeline> running() {
        return Collections.unmodifiableMap(running);
    }

    /** A router chooses its I/O layer when it starts, and ends with it; those that run keep theirs when others come. */
    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindLoops(LoopFactory factory, Map<String, Object> properties) {
        loops.bind(factory, properties);
    }

    void updatedLoops(LoopFactory factory, Map<String, Object> properties) {
        loops.bind(factory, properties);
    }

    void unbindLoops(LoopFactory factory) {
        loops.unbind(factory);
        running.values().forEach(router -> router.loopsGo(factory));
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindBufferLayer(BufferLayer service, Map<String, Object> properties) {
        whiteboard.buffers().bind(service, properties);
    }

    void updatedBufferLayer(BufferLayer service, Map<String, Object> properties) {
        whiteboard.buffers().bind(service, properties);
    }

    void unbindBufferLayer(BufferLayer service) {
        whiteboard.buffers().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindListenerFactory(ListenerFactory service, Map<String, Object> properties) {
        whiteboard.listeners().bind(service, properties);
    }

    void updatedListenerFactory(ListenerFactory service, Map<String, Object> properties) {
        whiteboard.listeners().bind(service, properties);
    }

    void unbindListenerFactory(ListenerFactory service) {
        whiteboard.listeners().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindConnectionType(ConnectionType service, Map<String, Object> properties) {
        whiteboard.connectionTypes().bind(service, properties);
    }

    void updatedConnectionType(ConnectionType service, Map<String, Object> properties) {
        whiteboard.connectionTypes().bind(service, properties);
    }

    void unbindConnectionType(ConnectionType service) {
        whiteboard.connectionTypes().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindKernelInfo(KernelInfo service, Map<String, Object> properties) {
        whiteboard.kernelInfo().bind(service, properties);
    }

    void updatedKernelInfo(KernelInfo service, Map<String, Object> properties) {
        whiteboard.kernelInfo().bind(service, properties);
    }

    void unbindKernelInfo(KernelInfo service) {
        whiteboard.kernelInfo().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindChannelBackendFactory(ChannelBackendFactory service, Map<String, Object> properties) {
        whiteboard.backends().bind(service, properties);
    }

    void updatedChannelBackendFactory(ChannelBackendFactory service, Map<String, Object> properties) {
        whiteboard.backends().bind(service, properties);
    }

    void unbindChannelBackendFactory(ChannelBackendFactory service) {
        whiteboard.backends().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCircuitMuxPolicyFactory(CircuitMuxPolicyFactory service, Map<String, Object> properties) {
        whiteboard.muxPolicies().bind(service, properties);
    }

    void updatedCircuitMuxPolicyFactory(CircuitMuxPolicyFactory service, Map<String, Object> properties) {
        whiteboard.muxPolicies().bind(service, properties);
    }

    void unbindCircuitMuxPolicyFactory(CircuitMuxPolicyFactory service) {
        whiteboard.muxPolicies().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindSchedulerPolicyFactory(SchedulerPolicyFactory service, Map<String, Object> properties) {
        whiteboard.schedulers().bind(service, properties);
    }

    void updatedSchedulerPolicyFactory(SchedulerPolicyFactory service, Map<String, Object> properties) {
        whiteboard.schedulers().bind(service, properties);
    }

    void unbindSchedulerPolicyFactory(SchedulerPolicyFactory service) {
        whiteboard.schedulers().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCongestionPolicy(CongestionPolicy service, Map<String, Object> properties) {
        whiteboard.congestion().bind(service, properties);
    }

    void updatedCongestionPolicy(CongestionPolicy service, Map<String, Object> properties) {
        whiteboard.congestion().bind(service, properties);
    }

    void unbindCongestionPolicy(CongestionPolicy service) {
        whiteboard.congestion().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEdgeType(EdgeType service, Map<String, Object> properties) {
        whiteboard.edgeTypes().bind(service, properties);
    }

    void updatedEdgeType(EdgeType service, Map<String, Object> properties) {
        whiteboard.edgeTypes().bind(service, properties);
    }

    void unbindEdgeType(EdgeType service) {
        whiteboard.edgeTypes().unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTlsProvider(TlsProvider service, Map<String, Object> properties) {
        whiteboard.tls().bind(service, properties);
    }

    void updatedTlsProvider(TlsProvider service, Map<String, Object> properties) {
        whiteboard.tls().bind(service, properties);
    }

    void unbindTlsProvider(TlsProvider service) {
        whiteboard.tls().unbind(service);
    }
}
