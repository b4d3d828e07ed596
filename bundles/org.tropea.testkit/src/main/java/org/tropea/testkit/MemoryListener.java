package org.tropea.testkit;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.tropea.flow.loop.IoListener;

/** A listener of a {@link MemoryNetwork}; peers wait in its backlog while accepting is off. */
final class MemoryListener extends IoListener implements MemoryEndpoint {
    private final MemoryNetwork network;
    private final SocketAddress local;
    private final Accepted accepted;
    private final Queue<MemorySocket> backlog = new ArrayDeque<>();
    private boolean wanted;
    private boolean accepting;
    private boolean closed;

    MemoryListener(MemoryNetwork network, SocketAddress local, Accepted accepted) {
        this.network = network;
        this.local = local;
        this.accepted = accepted;
    }

    void enqueue(MemorySocket peer) {
        backlog.add(peer);
    }

    @Override
    public void accepting(boolean on) {
        wanted = on;
    }

    @Override
    public void applyInterest() {
        accepting = wanted;
    }

    @Override
    public boolean dispatch() {
        boolean busy = false;
        while (accepting && wanted && !closed && !backlog.isEmpty()) {
            accepted.accepted(backlog.remove());
            busy = true;
        }
        return busy;
    }

    @Override
    public SocketAddress local() {
        return local;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            network.unlisten(local);
            backlog.forEach(MemorySocket::reset);
            backlog.clear();
        }
    }
}
