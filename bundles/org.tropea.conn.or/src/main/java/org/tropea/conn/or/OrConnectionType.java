package org.tropea.conn.or;

import java.util.Map;
import java.util.NavigableMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.tls.TlsProvider;

/**
 * The OR connection type. New connections use the TLS provider of the highest ranking; without any provider the type is
 * not there, and its listeners hold NO_TYPE. Any thread.
 */
@Component(property = ConnectionType.TYPE + "=or")
public final class OrConnectionType implements ConnectionType {
    private final NavigableMap<ServiceReference<TlsProvider>, TlsProvider> providers = new ConcurrentSkipListMap<>();
    private final Map<EventLoop, LoopBuffers> buffers = new WeakHashMap<>();

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTls(ServiceReference<TlsProvider> reference, TlsProvider provider) {
        providers.put(reference, provider);
    }

    void unbindTls(ServiceReference<TlsProvider> reference) {
        providers.remove(reference);
    }

    /** The provider of the highest ranking, or null when none is left. */
    private TlsProvider provider() {
        var best = providers.lastEntry();
        return best == null ? null : best.getValue();
    }

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        LoopBuffers shared = buffersOf(connection.loop());
        OrConnection handler = attachment == null
                ? OrConnection.incoming(connection, router, provider(), shared)
                : OrConnection.outgoing(connection, router, provider(), shared, (CellLinkEvents) attachment);
        handler.start();
        return handler;
    }

    private LoopBuffers buffersOf(EventLoop loop) {
        synchronized (buffers) {
            return buffers.computeIfAbsent(loop, key -> new LoopBuffers());
        }
    }
}
