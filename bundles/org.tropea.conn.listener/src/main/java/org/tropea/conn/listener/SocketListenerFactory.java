package org.tropea.conn.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.conn.Listener;
import org.tropea.flow.conn.ListenerFactory;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;

/** Binds TCP addresses and Unix sockets in a router's loop. Stateless; any thread, {@link #listen} in the loop. */
@Component(service = ListenerFactory.class)
public final class SocketListenerFactory implements ListenerFactory {
    /** The factory. */
    public SocketListenerFactory() {}

    @Override
    public Listener listen(String type, SocketAddress local, IoListener.Accepted accepted, EventLoop loop)
            throws LocalFault {
        try {
            SocketListener listener = new SocketListener(type, local, accepted, loop);
            IoListener bound = local instanceof UnixDomainSocketAddress unix
                    ? UnixSocketFile.bind(unix, () -> loop.listen(unix, listener))
                    : loop.listen(local, listener);
            return listener.bound(bound);
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException fault) {
            String what = "cannot listen on " + show(local) + " for " + type + " connections: ";
            throw new LocalFault(what + why(fault), fault);
        }
    }

    /** {@code 127.0.0.1:9001}, {@code [::1]:9001} or {@code unix:/path}. */
    static String show(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            return address instanceof UnixDomainSocketAddress ? "unix:" + address : address.toString();
        }
        InetAddress host = inet.getAddress();
        if (host == null) {
            return inet.getHostString() + ":" + inet.getPort();
        }
        String text = host.getHostAddress();
        return (text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":" + inet.getPort();
    }

    private static String why(Exception fault) {
        return fault.getMessage() == null ? fault.toString() : fault.getMessage();
    }
}
