package org.tropea.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tropea.flow.loop.IoDatagrams;
import org.tropea.flow.loop.IoListener;

/** A network inside one test: listeners by address, and pairs of sockets between them. Touched by one thread. */
public final class MemoryNetwork {
    private static final int FIRST_PORT = 10_000;

    private final Map<SocketAddress, MemoryListener> listeners = new HashMap<>();
    private final Map<SocketAddress, MemoryDatagrams> datagrams = new HashMap<>();
    private final Set<SocketAddress> silent = new HashSet<>();
    private final int capacity;
    private int nextPort = FIRST_PORT;

    /** A network in which {@code capacity} bytes fit between two sockets, each way, before a write is cut short. */
    public MemoryNetwork(int capacity) {
        this.capacity = capacity;
    }

    /** A network with room for 64 KiB each way. */
    public MemoryNetwork() {
        this(64 * 1024);
    }

    /** Makes {@code address} neither refuse nor answer from now on. */
    public void silent(SocketAddress address) {
        silent.add(address);
    }

    /** Two sockets that are connected to each other, in no loop: a loop adopts them. */
    public MemorySocket[] pair() {
        MemorySocket[] pair = MemorySocket.pair(capacity, freeAddress(), freeAddress());
        pair[0].finishConnecting();
        return pair;
    }

    MemorySocket connect(SocketAddress remote, SocketAddress local) {
        SocketAddress from = local instanceof InetSocketAddress inet && inet.getPort() != 0 ? local : freeAddress();
        if (silent.contains(remote)) {
            return MemorySocket.waiting(from, remote);
        }
        MemoryListener listener = find(remote);
        if (listener == null) {
            return MemorySocket.failing(from, remote, new ConnectException("Connection refused: " + remote));
        }
        MemorySocket[] pair = MemorySocket.pair(capacity, from, remote);
        listener.enqueue(pair[1]);
        return pair[0];
    }

    MemoryListener listen(SocketAddress local, IoListener.Accepted accepted) throws IOException {
        SocketAddress bound = local instanceof InetSocketAddress inet && inet.getPort() == 0
                ? new InetSocketAddress(inet.getAddress(), nextPort++)
                : local;
        if (listeners.containsKey(bound)) {
            throw new BindException("Address already in use: " + bound);
        }
        MemoryListener listener = new MemoryListener(this, bound, accepted);
        listeners.put(bound, listener);
        return listener;
    }

    MemoryDatagrams bind(SocketAddress local, IoDatagrams.Received receiver) throws IOException {
        SocketAddress bound = local instanceof InetSocketAddress inet && inet.getPort() == 0
                ? new InetSocketAddress(inet.getAddress(), nextPort++)
                : local;
        MemoryDatagrams socket = new MemoryDatagrams(this, bound, receiver);
        if (datagrams.putIfAbsent(bound, socket) != null) {
            throw new BindException("Address already in use: " + bound);
        }
        return socket;
    }

    /** The UDP socket bound to {@code address}, or null. */
    MemoryDatagrams datagrams(SocketAddress address) {
        return datagrams.get(address);
    }

    void unbind(SocketAddress address) {
        datagrams.remove(address);
    }

    void unlisten(SocketAddress address) {
        listeners.remove(address);
    }

    private MemoryListener find(SocketAddress remote) {
        MemoryListener exact = listeners.get(remote);
        if (exact == null && remote instanceof InetSocketAddress inet) {
            return listeners.get(new InetSocketAddress("0.0.0.0", inet.getPort()));
        }
        return exact;
    }

    private SocketAddress freeAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), nextPort++);
    }
}
