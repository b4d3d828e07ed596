package org.tropea.loop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets of one group that a listener accepted, or a loop released, and no loop has adopted yet; closed with the group. Any thread. */
final class Homeless {
    private final Set<NioSocket> sockets = ConcurrentHashMap.newKeySet();

    void add(NioSocket socket) {
        sockets.add(socket);
    }

    void remove(NioSocket socket) {
        sockets.remove(socket);
    }

    void close() {
        sockets.forEach(NioSocket::close);
    }
}
