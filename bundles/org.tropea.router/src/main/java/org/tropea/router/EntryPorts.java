package org.tropea.router;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryPlaces;
import org.tropea.flow.entry.EntryPlaces.Place;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.Options;
import org.tropea.net.policy.AddressPolicy;

/**
 * The listeners of one router for local programs: those of SocksPort, HTTPTunnelPort, TransPort and NATDPort. A reload
 * closes those whose lines are gone and opens new ones; the others go by the new flags. They wait for their type's bundle
 * as any listener does. Framework threads, one at a time.
 */
final class EntryPorts {
    private static final Logger LOG = LoggerFactory.getLogger(EntryPorts.class);

    private final Connections connections;
    private final Map<Key, Bound> bound = new HashMap<>();
    /** Lines without a session group have one each, below 0. */
    private int nextGroup = -2;

    private record Key(String option, Place place) {}

    private record Bound(SocketAddress address, EntryListener listener) {}

    EntryPorts(Connections connections) {
        this.connections = connections;
    }

    /** Makes the listeners those that {@code options} ask for; a fault leaves the rest undone. */
    void apply(Options options) throws LocalFault {
        Map<Key, EntryPort> wanted = new HashMap<>();
        for (String option : EntryPort.TYPES.keySet()) {
            EntryPlaces.of(options, option).forEach((place, port) -> wanted.put(new Key(option, place), port));
        }
        AddressPolicy clients = EntryPlaces.clients(options);
        for (Key key : List.copyOf(bound.keySet())) {
            if (!wanted.containsKey(key)) {
                close(key);
            }
        }
        for (Map.Entry<Key, EntryPort> each : wanted.entrySet()) {
            Bound there = bound.get(each.getKey());
            if (there == null) {
                open(each.getKey(), each.getValue(), clients);
            } else {
                int group = there.listener().port().sessionGroup();
                there.listener().update(each.getValue().orGroup(group), clients);
            }
        }
    }

    private void open(Key key, EntryPort port, AddressPolicy clients) throws LocalFault {
        EntryListener listener = new EntryListener(port.orGroup(nextGroup--), clients);
        SocketAddress address = connections.listen(
                EntryPort.TYPES.get(key.option()), key.place().toBind(), listener);
        bound.put(key, new Bound(address, listener));
        LOG.info("{} listens on {}", key.option(), address);
    }

    private void close(Key key) {
        Bound gone = bound.remove(key);
        connections.unlisten(EntryPort.TYPES.get(key.option()), gone.address());
        LOG.info("{} on {} is closed", key.option(), gone.address());
    }

    /** Closes all for good; connections stay. */
    void close() {
        List.copyOf(bound.keySet()).forEach(this::close);
    }
}
