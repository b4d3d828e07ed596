package org.tropea.flow.entry;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.tropea.net.option.EntryPort;
import org.tropea.net.policy.AddressPolicy;

/**
 * What a listener for local programs is attached to: the line it was opened for, and who may come in. A reload may put
 * others in their place while it listens. Who links a connection may attach more of its own. Any thread.
 */
public class EntryListener {
    private volatile EntryPort port;
    private volatile AddressPolicy clients;

    /** A listener for {@code port}, with its own session group, that lets in whom {@code clients} accepts. */
    public EntryListener(EntryPort port, AddressPolicy clients) {
        update(port, clients);
    }

    /** Goes by {@code port} and {@code clients} for connections that come from now on. */
    public final void update(EntryPort port, AddressPolicy clients) {
        this.port = port;
        this.clients = clients;
    }

    /** The line in force. */
    public final EntryPort port() {
        return port;
    }

    /** Whether SocksPolicy lets {@code client} in; Unix sockets have permissions instead. */
    public final boolean admits(SocketAddress client) {
        return !(client instanceof InetSocketAddress inet) || clients.allows(inet.getAddress(), inet.getPort());
    }
}
