package org.tropea.core.pipeline;

import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.ListenerFactory;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.tls.TlsProvider;

/** The services of the container from which every router's slots choose, by kind. */
record Whiteboard(
        Candidates<BufferLayer> buffers,
        Candidates<ListenerFactory> listeners,
        Candidates<ConnectionType> connectionTypes,
        Candidates<KernelInfo> kernelInfo,
        Candidates<ChannelBackendFactory> backends,
        Candidates<CircuitMuxPolicyFactory> muxPolicies,
        Candidates<SchedulerPolicyFactory> schedulers,
        Candidates<CongestionPolicy> congestion,
        Candidates<EdgeType> edgeTypes,
        Candidates<TlsProvider> tls) {
    Whiteboard() {
        this(
                new Candidates<>(),
                new Candidates<>(),
                new Candidates<>(),
                new Candidates<>(),
                new Candidates<>(),
                new Candidates<>(),
                new Candidates<>(),
                new Candidates<>(),
                new Candidates<>(),
                new Candidates<>());
    }
}
