package org.tropea.conn.dir;

import java.net.SocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.WeakHashMap;
import org.osgi.service.component.annotations.Component;
import org.tropea.cell.EndReason;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.edge.LinkedEdge;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirServer;

/**
 * Brings the connection type {@code dir}: a client whose attachment is a {@link DirRequest}, or a server, when it was
 * accepted or is the linked half of a stream that came by BEGIN_DIR; and that edge type (tor-spec 6.2.1).
 */
@Component(property = {ConnectionType.TYPE + "=" + DirType.NAME, EdgeType.COMMANDS + "=BEGIN_DIR"})
public final class DirType implements ConnectionType, EdgeType {
    static final String NAME = "dir";

    /** So many documents are compressed at a time for one answer alone. */
    private static final int COMPRESSIONS = 8;
    /** And so many for all answers to come: one is made for thousands of answers, so that the others never keep it out. */
    private static final int LASTING_COMPRESSIONS = 4;

    private final Map<RouterScope, Shared> routers = new WeakHashMap<>();
    private final Compressed compressed = new Compressed();
    private final Uploads uploads = Uploads.ofHeap(Runtime.getRuntime().maxMemory());

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        return attachment instanceof DirRequest request
                ? client(connection, request, router)
                : new ServerConnection(
                        connection, attachment instanceof Tunnel tunnel ? tunnel : null, server(connection, router));
    }

    private static ConnectionHandler client(Connection connection, DirRequest request, RouterScope router) {
        ClientConnection client = new ClientConnection(connection, request, work(router), stall(router));
        if (connection.remote() == null) {
            connection.loop().execute(client::linked);
        }
        return client;
    }

    private ServerParts server(Connection connection, RouterScope router) {
        Shared shared = shared(router);
        Work work = work(router);
        return new ServerParts(
                router.part(DirServer.class),
                compressed,
                uploads,
                shared.waiting(),
                shared.places().over(work),
                shared.lastingPlaces().over(work),
                stall(router),
                Clock.systemUTC(),
                length -> router.part(DirServer.class).favours(connection.remote())
                        || router.part(Connections.class).mayWrite(connection, length));
    }

    private static long stall(RouterScope router) {
        return router.options().intervalNanos("TestingDirConnectionMaxStall");
    }

    private static Work work(RouterScope router) {
        return router.part(LoopGroup.class)::work;
    }

    private Shared shared(RouterScope router) {
        synchronized (routers) {
            return routers.computeIfAbsent(
                    router,
                    any -> new Shared(
                            Waiting.ofHeap(Runtime.getRuntime().maxMemory()),
                            new FewAtOnce(COMPRESSIONS),
                            new FewAtOnce(LASTING_COMPRESSIONS)));
        }
    }

    /** What all answers of one router share: counters, as whatever leads to the router would keep it in the map. */
    private record Shared(Waiting waiting, FewAtOnce places, FewAtOnce lastingPlaces) {}

    @Override
    public EdgeHandler open(Stream stream, int command, byte[] array, int offset, int length) {
        if (!stream.router().part(DirServer.class).serves()) {
            stream.end(EndReason.NOTDIRECTORY);
            return null;
        }
        try {
            return LinkedEdge.serve(stream, NAME, new Tunnel(stream.cameFrom()));
        } catch (LocalFault fault) {
            stream.end(EndReason.RESOURCELIMIT);
            return null;
        }
    }

    /**
     * The attachment of a server connection whose other half is a stream.
     *
     * @param from where the circuit came from, or null
     */
    record Tunnel(SocketAddress from) {}
}
