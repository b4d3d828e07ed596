package org.tropea.testkit;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.tropea.flow.loop.IoDatagrams;

/** A UDP socket of a {@link MemoryNetwork}. */
public final class MemoryDatagrams extends IoDatagrams implements MemoryEndpoint {
    private final MemoryNetwork network;
    private final SocketAddress local;
    private final Received receiver;
    private final Queue<Datagram> waiting = new ArrayDeque<>();
    private boolean closed;

    /** A datagram on its way. */
    private record Datagram(byte[] bytes, SocketAddress sender) {}

    MemoryDatagrams(MemoryNetwork network, SocketAddress local, Received receiver) {
        this.network = network;
        this.local = local;
        this.receiver = receiver;
    }

    @Override
    public boolean send(byte[] array, int length, SocketAddress to) {
        MemoryDatagrams target = network.datagrams(to);
        return target != null && target.waiting.add(new Datagram(Arrays.copyOf(array, length), local));
    }

    @Override
    public void applyInterest() {
        // It always reads.
    }

    @Override
    public boolean dispatch() {
        boolean busy = false;
        while (!closed && !waiting.isEmpty()) {
            Datagram next = waiting.remove();
            receiver.received(next.bytes(), next.bytes().length, next.sender());
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
            network.unbind(local);
        }
    }
}
