package org.tropea.flow.loop;

import java.net.SocketAddress;

/** A bound UDP socket of one loop. Touched only by that loop. */
public abstract class IoDatagrams {
    /** Takes what came in. */
    public interface Received {
        /** A datagram of {@code length} bytes from {@code sender} stands at the start of {@code array}; valid during the call. */
        void received(byte[] array, int length, SocketAddress sender);
    }

    /** Sends the first {@code length} bytes; false when the kernel has no room, or does not want them. They are lost then. */
    public abstract boolean send(byte[] array, int length, SocketAddress to);

    /** The address bound, with the port that the kernel chose where 0 was asked for. */
    public abstract SocketAddress local();

    /** Closes at once. */
    public abstract void close();
}
