package org.tropea.router;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.transport.Transport;
import org.tropea.flow.transport.TransportUse;
import org.tropea.net.option.Options;
import org.tropea.net.option.ServerTransport;

/**
 * The listeners of one router whose connections come by a transport: those of ServerTransportListenAddr. A reload closes those
 * whose lines are gone or changed and opens new ones. They wait for the transport's bundle as any listener does. Framework
 * threads, one at a time.
 */
final class TransportPorts {
    private static final Logger LOG = LoggerFactory.getLogger(TransportPorts.class);

    private final Connections connections;
    private final Map<ServerTransport, SocketAddress> bound = new HashMap<>();

    TransportPorts(Connections connections) {
        this.connections = connections;
    }

    /** Makes the listeners those that {@code options} ask for; a fault leaves the rest undone. */
    void apply(Options options) throws LocalFault {
        Set<ServerTransport> wanted = new HashSet<>(ServerTransport.of(options));
        for (ServerTransport each : List.copyOf(bound.keySet())) {
            if (!wanted.contains(each)) {
                close(each);
            }
        }
        for (ServerTransport each : wanted) {
            if (!bound.containsKey(each)) {
                TransportUse use = TransportUse.serving(each.name(), each.options());
                bound.put(each, connections.listen(Transport.type(each.name()), each.address(), use));
                LOG.info("Transport {} listens on {}", each.name(), bound.get(each));
            }
        }
    }

    private void close(ServerTransport gone) {
        SocketAddress address = bound.remove(gone);
        connections.unlisten(Transport.type(gone.name()), address);
        LOG.info("Transport {} on {} is closed", gone.name(), address);
    }

    /** Closes all for good; connections stay. */
    void close() {
        List.copyOf(bound.keySet()).forEach(this::close);
    }
}
