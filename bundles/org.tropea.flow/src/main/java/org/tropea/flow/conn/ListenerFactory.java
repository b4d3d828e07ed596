package org.tropea.flow.conn;

import java.net.SocketAddress;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.IoListener;

/** Makes listeners for TCP and Unix sockets: a stateless factory in the service registry. */
public interface ListenerFactory {
    /**
     * Binds {@code local} in {@code loop}, from that loop; what is accepted goes to {@code accepted}. LocalFault names
     * the address and why it cannot be had.
     */
    Listener listen(String type, SocketAddress local, IoListener.Accepted accepted, EventLoop loop) throws LocalFault;
}
