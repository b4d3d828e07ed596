package org.tropea.conn.listener;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.suspend.Suspension;

/** A bound socket that accepts while nothing holds its suspension. Belongs to one loop and is touched only there. */
final class SocketListener extends Listener {
    private final String type;
    private final IoListener socket;
    private final SocketAddress asked;
    private final Suspension accepting;
    private boolean closed;

    SocketListener(String type, IoListener socket, SocketAddress asked) {
        this.type = type;
        this.socket = socket;
        this.asked = asked;
        this.accepting = new Suspension(this::apply);
        apply();
    }

    private void apply() {
        if (!closed) {
            socket.accepting(accepting.runs());
        }
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Suspension accepting() {
        return accepting;
    }

    @Override
    public SocketAddress local() {
        return socket.local();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            socket.close();
            if (asked instanceof UnixDomainSocketAddress unix) {
                UnixSocketFile.remove(unix);
            }
        }
    }
}
