package org.tropea.core.pipeline;

import java.io.IOException;
import java.net.SocketAddress;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.conn.ListenerFactory;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;
import org.tropea.flow.suspend.Suspension;

/** Listeners straight over the loop. */
final class FakeListeners implements ListenerFactory {
    @Override
    public Listener listen(String type, SocketAddress local, IoListener.Accepted accepted, EventLoop loop)
            throws LocalFault {
        try {
            return new FakeListener(type, loop.listen(local, accepted));
        } catch (IOException fault) {
            throw new LocalFault("cannot listen on " + local, fault);
        }
    }

    private static final class FakeListener extends Listener {
        private final String type;
        private final IoListener socket;
        private final Suspension accepting = new Suspension(this::apply);

        FakeListener(String type, IoListener socket) {
            this.type = type;
            this.socket = socket;
            apply();
        }

        private void apply() {
            socket.accepting(accepting.runs());
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
            socket.close();
        }
    }
}
