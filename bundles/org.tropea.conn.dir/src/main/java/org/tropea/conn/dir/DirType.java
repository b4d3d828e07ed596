package org.tropea.conn.dir;

import java.net.SocketAddress;
import java.time.Clock;
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
        ClientConnection client = new ClientConnection(connection, request, work(router));
        if (connection.remote() == null) {
            connection.loop().execute(client::linked);
        }
        return client;
    }

    private ServerParts server(Connection connection, RouterScope router) {
        return new ServerParts(
                router.part(DirServer.class),
                compressed,
                uploads,
                work(router),
                router.options().intervalNanos("TestingDirConnectionMaxStall"),
                Clock.systemUTC(),
                length -> router.part(DirServer.class).favours(connection.remote())
                        || router.part(Connections.class).mayWrite(connection, length));
    }

    private static Work work(RouterScope router) {
        LoopGroup loops = router.part(LoopGroup.class);
        return (loop, task, done) -> {
            if (!loops.work(loop, task, done)) {
                Work.now(task, done);
            }
        };
    }

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
