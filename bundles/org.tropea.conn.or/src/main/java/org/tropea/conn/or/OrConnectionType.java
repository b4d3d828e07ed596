package org.tropea.conn.or;

import java.util.Map;
import java.util.WeakHashMap;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/** The OR connection type; its connections get their TLS engines from the router. Any thread. */
@Component(property = ConnectionType.TYPE + "=or")
public final class OrConnectionType implements ConnectionType {
    private final Map<EventLoop, LoopBuffers> buffers = new WeakHashMap<>();

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        LoopBuffers shared = buffersOf(connection.loop());
        OrConnection handler = attachment == null
                ? OrConnection.incoming(connection, router, shared)
                : OrConnection.outgoing(connection, router, shared, (CellLinkEvents) attachment);
        handler.start();
        return handler;
    }

    private LoopBuffers buffersOf(EventLoop loop) {
        synchronized (buffers) {
            return buffers.computeIfAbsent(loop, key -> new LoopBuffers());
        }
    }
}
