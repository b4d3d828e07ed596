package org.tropea.flow.loop;

import java.net.SocketAddress;

/** A listening socket of one loop. Touched only by that loop. */
public abstract class IoListener {
    /** Takes what a listener accepted. */
    public interface Accepted {
        /** A peer connected; the socket belongs to no loop's events until {@link EventLoop#adopt} is called with it. */
        void accepted(IoSocket socket);

        /** The kernel refused to accept; it is asked again at once unless {@link #accepting} is off for a while. */
        default void refused() {}
    }

    /** Whether to accept now; otherwise peers wait in the kernel's backlog. */
    public abstract void accepting(boolean on);

    /** The number that the operating system knows it by; -1 when there is none to tell. */
    public int descriptor() {
        return -1;
    }

    /** The address bound, with the port that the kernel chose where 0 was asked for. */
    public abstract SocketAddress local();

    /** Stops listening at once. */
    public abstract void close();
}
