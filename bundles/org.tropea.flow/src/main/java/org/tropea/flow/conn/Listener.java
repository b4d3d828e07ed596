package org.tropea.flow.conn;

import java.net.SocketAddress;
import org.tropea.flow.suspend.Suspension;

/** A listening socket: no buffers, no stream logic. Belongs to one loop and is touched only there. */
public abstract class Listener {
    /** The type of the connections it accepts. */
    public abstract String type();

    /** Why accepting is paused; NO_TYPE while the type's bundle is away. Peers wait in the kernel's backlog. */
    public abstract Suspension accepting();

    /** The address bound, with the port that the kernel chose where 0 was asked for. */
    public abstract SocketAddress local();

    /** The number that the operating system knows its socket by; -1 when there is none to tell. */
    public int descriptor() {
        return -1;
    }

    /** Stops listening at once. */
    public abstract void close();
}
