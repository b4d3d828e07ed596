package org.tropea.core.conn;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.conn.ListenerFactory;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoSocket;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;

/**
 * The listening sockets of one router. They live in its first loop, which alone touches them, and hand what they accept
 * to all loops in turn.
 */
final class ListenerBook {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerBook.class);

    private final ConnectionTable table;
    private final EventLoop loop;
    private final List<Entry> entries = new ArrayList<>();
    private ListenerFactory factory;
    private boolean crowded;
    private int nextLoop;

    ListenerBook(ConnectionTable table, EventLoop loop) {
        this.table = table;
        this.loop = loop;
    }

    /** Makes all listeners anew with {@code chosen}; null: their addresses are only remembered. */
    void factoryAdopted(ListenerFactory chosen) {
        factory = chosen;
        for (Entry entry : entries) {
            entry.close();
            if (chosen != null) {
                reopen(entry);
            }
        }
    }

    private void reopen(Entry entry) {
        try {
            open(entry);
        } catch (LocalFault fault) {
            LOG.error("{}", fault.getMessage());
        }
    }

    SocketAddress listen(String type, SocketAddress local, Object attachment) throws LocalFault {
        if (factory == null) {
            throw new LocalFault(
                    "cannot listen on " + local + " for " + type + " connections: no bundle brings listeners");
        }
        Entry entry = new Entry(type, local, attachment);
        open(entry);
        entries.add(entry);
        return entry.address;
    }

    private void open(Entry entry) throws LocalFault {
        entry.listener = factory.listen(entry.type, entry.address, socket -> accepted(entry, socket), loop);
        entry.address = entry.listener.local();
        entry.unbound.lift(Reason.NO_LISTENERS);
        ConnectionType type = table.at(loop).type(entry.type);
        entry.hold(Reason.NO_TYPE, type == null);
        if (type != null) {
            prepare(entry, type);
        }
        entry.hold(Reason.DESCRIPTORS, crowded);
    }

    /** Has {@code type} set what it wants on a socket that was bound for it; one that it refuses is closed. */
    private void prepare(Entry entry, ConnectionType type) throws LocalFault {
        try {
            type.listening(entry.listener, entry.attachment, table.router());
        } catch (LocalFault fault) {
            entry.close();
            throw fault;
        } catch (RuntimeException | LinkageError bug) {
            table.bugs().report("listening() of type " + entry.type, bug);
            entry.close();
            throw new LocalFault("the bundle of type " + entry.type + " failed: " + bug, bug);
        }
    }

    private void accepted(Entry entry, IoSocket socket) {
        List<LoopConnections> loops = table.perLoop();
        int least = table.loads().least(nextLoop);
        nextLoop = (least + 1) % loops.size();
        table.loads().add(least, 1);
        LoopConnections next = loops.get(least);
        if (next.loop() == loop) {
            next.incoming(entry.type, socket, entry.attachment);
        } else {
            next.loop().execute(() -> next.incoming(entry.type, socket, entry.attachment));
        }
    }

    void unlisten(String type) {
        unlisten(entry -> entry.type.equals(type));
    }

    void unlisten(String type, SocketAddress bound) {
        unlisten(entry -> entry.type.equals(type) && entry.address.equals(bound));
    }

    private void unlisten(Predicate<Entry> which) {
        entries.removeIf(entry -> {
            boolean mine = which.test(entry);
            if (mine) {
                entry.close();
            }
            return mine;
        });
    }

    /** {@code chosen} is the type {@code name} in {@code where} now, or null; only the listeners' own loop counts. */
    void typeChanged(EventLoop where, String name, ConnectionType chosen) {
        if (where == loop) {
            entries.stream()
                    .filter(entry -> entry.type.equals(name) && entry.listener != null)
                    .forEach(entry -> typeChanged(entry, chosen));
        }
    }

    private void typeChanged(Entry entry, ConnectionType chosen) {
        entry.hold(Reason.NO_TYPE, chosen == null);
        if (chosen != null) {
            try {
                prepare(entry, chosen);
            } catch (LocalFault fault) {
                LOG.error("No longer listening on {}: {}", entry.address, fault.getMessage());
            }
        }
    }

    /** As many sockets are open as may be; or there is room again. */
    void crowded(boolean full) {
        if (full != crowded) {
            LOG.warn(full ? "No more sockets may be opened: listeners pause" : "Sockets may be opened again");
        }
        crowded = full;
        entries.forEach(entry -> entry.hold(Reason.DESCRIPTORS, full));
    }

    void closeAll() {
        entries.forEach(Entry::close);
        entries.clear();
    }

    List<ConnectionStatus> status() {
        return entries.stream().map(Entry::status).toList();
    }

    /** Why listener {@code id} is paused; nothing when there is none. */
    List<Why> why(long id) {
        return entries.stream()
                .filter(entry -> entry.id == id)
                .flatMap(entry -> Why.of("accepting", entry.accepting(), loop.now()).stream())
                .toList();
    }

    /** One address that the router listens on; without a listener while no bundle brings one. */
    private final class Entry {
        final long id = table.nextId();
        final String type;
        /** What its opener gave for each connection; null for none. */
        final Object attachment;
        /** What holds it while there is no listener. */
        final Suspension unbound = new Suspension(() -> {});

        SocketAddress address;
        Listener listener;

        Entry(String type, SocketAddress address, Object attachment) {
            this.type = type;
            this.attachment = attachment;
            this.address = address;
        }

        void hold(Reason reason, boolean on) {
            if (listener != null) {
                listener.accepting().set(reason, on, loop.now());
            }
        }

        void close() {
            if (listener != null) {
                listener.close();
                listener = null;
                unbound.hold(Reason.NO_LISTENERS, loop.now());
            }
        }

        Suspension accepting() {
            return listener == null ? unbound : listener.accepting();
        }

        ConnectionStatus status() {
            String accepting = Ages.describe(accepting(), loop.now());
            String state = listener == null ? "WAITING" : "LISTENING";
            return new ConnectionStatus(
                    id, loop.index(), type, state, address.toString(), "-", 0, 0, accepting, "-", 0, 0, "-", "");
        }
    }
}
