package org.tropea.socketfactory;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/** A socket through a circuit. Names that nobody looked up yet go to the exit as they are. Any thread. */
final class CircuitSocket extends Socket {
    private final CircuitSocketImpl impl;

    CircuitSocket(CircuitSocketImpl impl) throws SocketException {
        super(impl);
        this.impl = impl;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        super.connect(impl.named(endpoint), timeout);
    }
}
