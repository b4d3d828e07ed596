package org.tropea.itests.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.IntMap;

/** A connection to the relay under load, opened as a client does: without AUTHENTICATE. */
final class ClientLink extends Link {
    /** The bit of the ids of whoever started a channel (tor-spec 5.1.1). */
    private static final int HIGH = 1 << 31;

    private final Events events;
    private final IntMap<Circuit> circuits = new IntMap<>();
    private final byte[] sealed = new byte[Cell.SIZE];
    private final byte[] plain = new byte[Cell.PAYLOAD];
    private int lastId;
    private boolean spoken;
    private boolean open;

    /** What became of connections and circuits. */
    interface Events {
        void opened(ClientLink link);

        /** The relay closed it. */
        void lost(ClientLink link);
    }

    private ClientLink(Loop loop, LinkTls tls, SocketChannel socket, Events events) {
        super(loop, tls.engine(), socket);
        this.events = events;
    }

    static ClientLink dial(Loop loop, LinkTls tls, InetSocketAddress relay, Events events) throws IOException {
        SocketChannel socket = SocketChannel.open();
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.connect(relay);
        ClientLink link = new ClientLink(loop, tls, socket, events);
        link.start();
        return link;
    }

    @Override
    void established() {
        versions();
    }

    @Override
    void lost() {
        open = false;
        events.lost(this);
    }

    @Override
    void cell(int id, int command, byte[] array, int payload, int length) {
        if (id != 0) {
            Circuit circuit = circuits.get(id);
            if (circuit != null) {
                circuit.cell(command, array, payload);
            }
        } else if (command == CellCommand.VERSIONS) {
            spoken = true;
        } else if (command == CellCommand.NETINFO) {
            netinfo();
            open = true;
            events.opened(this);
        }
    }

    /** Whether the relay has answered VERSIONS. */
    boolean spoken() {
        return spoken;
    }

    /** Whether circuits can be built. */
    boolean isOpen() {
        return open;
    }

    /** Gives the circuit an id on this link. */
    int attach(Circuit circuit) {
        int id = HIGH | ++lastId;
        circuits.put(id, circuit);
        return id;
    }

    void detach(int id) {
        circuits.remove(id);
    }

    /** Room for one cell, for one call of its circuits. */
    byte[] sealed() {
        return sealed;
    }

    /** Room for one payload, for one call of its circuits. */
    byte[] plain() {
        return plain;
    }
}
