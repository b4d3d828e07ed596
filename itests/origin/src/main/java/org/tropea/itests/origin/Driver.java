package org.tropea.itests.origin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.role.Role;
import org.tropea.flow.role.RoleFactory;
import org.tropea.flow.scope.RouterScope;

/** Brings the role that listens for lines, and the type of the connections they come by. */
@Component(property = {ConnectionType.TYPE + "=drive", RoleFactory.NAME + "=drive"})
public final class Driver implements ConnectionType, RoleFactory {
    private static final String TYPE = "drive";

    /** The circuits that were launched, by number; several connections may use one. */
    private final Map<Long, OriginCircuit> circuits = new ConcurrentHashMap<>();

    @Override
    public Role start(RouterScope router) throws LocalFault {
        Connections connections = router.part(Connections.class);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress bound = (InetSocketAddress) connections.listen(TYPE, any);
        try {
            Path file = router.options().dataDirectory().resolve("drive.port");
            Path whole = Files.writeString(file.resolveSibling("drive.tmp"), String.valueOf(bound.getPort()));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalFault("cannot write the port: " + e.getMessage(), e);
        }
        return new Role() {
            @Override
            public void reloaded() {
                // It has no options.
            }

            @Override
            public void close() {
                connections.unlisten(TYPE);
                circuits.values().forEach(circuit -> circuit.loop().execute(() -> circuit.close(CloseCause.FINISHED)));
            }
        };
    }

    @Override
    public ConnectionHandler open(Connection connection, Object attachment, RouterScope router) {
        return new Driven(connection, router, circuits);
    }
}
