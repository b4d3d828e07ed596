package org.tropea.transport.obfs4;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.WeakHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.flow.transport.Transport;
import org.tropea.flow.transport.TransportConnection;
import org.tropea.flow.transport.TransportUse;

/** The transport obfs4, client and server. Each router has a bridge, each loop its scratch. Any thread. */
@Component(service = ConnectionType.class, property = Transport.NAMED + "obfs4")
public final class Obfs4Transport extends Transport {
    private final InstantSource clock;
    private final Map<EventLoop, LoopParts> parts = new WeakHashMap<>();
    private final Map<RouterScope, Bridge> bridges = new WeakHashMap<>();

    /** With the system's clock: both sides of a handshake must agree on the hour. */
    @Activate
    public Obfs4Transport() {
        this(Clock.systemUTC());
    }

    Obfs4Transport(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Reads the bridge's state, and writes it where there is none, so that an operator sees at once what is wrong with it. The
     * first connections find keys there.
     */
    @Override
    protected void serve(Listener listener, TransportUse use, RouterScope router) throws LocalFault {
        ServerIdentity identity = new StateFolder(router.options().dataDirectory()).identity(use.arguments());
        synchronized (bridges) {
            Bridge before = bridges.get(router);
            bridges.put(router, new Bridge(identity, before == null ? LoopParts.newFilter() : before.replays()));
        }
        for (EventLoop loop : router.part(LoopGroup.class).loops()) {
            loop.execute(() -> parts(loop).fill(loop, router));
        }
    }

    @Override
    protected TransportConnection accept(Connection connection, TransportUse use, RouterScope router)
            throws LocalFault {
        return new ServerConnection(connection, use, bridge(router), parts(connection.loop()), router, clock);
    }

    private Bridge bridge(RouterScope router) throws LocalFault {
        synchronized (bridges) {
            Bridge bridge = bridges.get(router);
            if (bridge == null) {
                throw new LocalFault("no listener of this bundle was opened yet");
            }
            return bridge;
        }
    }

    @Override
    protected TransportConnection dial(Connection connection, TransportUse use, RouterScope router) throws LocalFault {
        BridgeCert cert = BridgeCert.of(use.arguments());
        IatMode mode = IatMode.parse(use.arguments().getOrDefault("iat-mode", IatMode.NONE.text()));
        return new ClientConnection(connection, use, cert, mode, parts(connection.loop()), router, clock);
    }

    LoopParts parts(EventLoop loop) {
        synchronized (parts) {
            return parts.computeIfAbsent(loop, key -> new LoopParts());
        }
    }

    /** One router as a bridge, and the handshakes that it has seen. */
    record Bridge(ServerIdentity identity, ReplayFilter replays) {}
}
