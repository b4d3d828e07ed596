package org.tropea.conn.exit;

import java.util.Map;
import java.util.WeakHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.tropea.cell.Begin;
import org.tropea.cell.EndReason;
import org.tropea.cell.MalformedCell;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.scope.RouterScope;

/**
 * Brings the type {@code exit}: the edge type of BEGIN and RESOLVE, and the connection type of what BEGIN dials. Keeps
 * one {@link ExitRouter} for each router that uses it. Called in the routers' loops.
 */
@Component(property = {ConnectionType.TYPE + "=exit", EdgeType.COMMANDS + "=BEGIN", EdgeType.COMMANDS + "=RESOLVE"})
public final class ExitType implements ConnectionType, EdgeType {
    private final Map<RouterScope, ExitRouter> routers = new WeakHashMap<>();

    @Override
    public EdgeHandler open(Stream stream, int command, byte[] array, int offset, int length) {
        ExitRouter router = router(stream.router());
        if (command == RelayCommand.RESOLVE) {
            return new ResolveRequest(stream, router).start(array, offset, length);
        }
        try {
            return new ExitConnection(stream, router, Begin.parse(array, offset, length)).start();
        } catch (MalformedCell malformed) {
            stream.end(EndReason.TORPROTOCOL);
            return null;
        }
    }

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        ExitConnection exit = (ExitConnection) attachment;
        exit.dialled(connection);
        return exit;
    }

    private ExitRouter router(RouterScope scope) {
        synchronized (routers) {
            ExitRouter known = routers.get(scope);
            if (known == null || known.isStale()) {
                known = new ExitRouter(scope);
                routers.put(scope, known);
            }
            return known;
        }
    }

    @Deactivate
    void deactivate() {
        Names.stop();
    }
}
