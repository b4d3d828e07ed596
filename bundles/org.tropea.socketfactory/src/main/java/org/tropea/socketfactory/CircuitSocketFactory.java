package org.tropea.socketfactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/** Makes sockets through the circuits of one router; they share circuits with those of no other factory. Any thread. */
final class CircuitSocketFactory extends SocketFactory {
    private final RouterSockets router;
    private final String isolation;

    CircuitSocketFactory(RouterSockets router, String isolation) {
        this.router = router;
        this.isolation = isolation;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new CircuitSocket(new CircuitSocketImpl(router, isolation));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        refuse(local, localPort);
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        refuse(local, localPort);
        return createSocket(host, port);
    }

    private static void refuse(InetAddress local, int localPort) throws SocketException {
        if (localPort != 0 || local != null && !local.isAnyLocalAddress()) {
            throw new SocketException("a socket through a circuit has no local address to bind");
        }
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = createSocket();
        try {
            socket.connect(to);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }
}
