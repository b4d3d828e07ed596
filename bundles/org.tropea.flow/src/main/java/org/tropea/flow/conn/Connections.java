package org.tropea.flow.conn;

import java.net.SocketAddress;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;

/** One router's connections: how they come to be. */
@ProviderType
public interface Connections {
    /**
     * Listens on {@code local} for connections of {@code type}; returns the address bound. Any thread but a loop. While
     * the type's bundle is away the socket stays bound and holds NO_TYPE.
     */
    SocketAddress listen(String type, SocketAddress local) throws LocalFault;

    /**
     * The same; {@code attachment} goes to the type with each connection that is accepted, and with the listener each
     * time it is bound ({@link ConnectionType#listening}).
     */
    default SocketAddress listen(String type, SocketAddress local, Object attachment) throws LocalFault {
        throw new LocalFault("cannot listen on " + local + ": nothing can be attached to a listener here");
    }

    /**
     * Stops listening on {@code bound}, an address that {@link #listen} returned for {@code type}; any thread but a loop.
     * The core does; the default is for fakes written before there was this method, which have no listener to close.
     */
    default void unlisten(String type, SocketAddress bound) {
        throw new UnsupportedOperationException("one listener cannot be closed here");
    }

    /** Stops listening on every socket of {@code type}; any thread. */
    void unlisten(String type);

    /**
     * Starts a connection of {@code type} to {@code remote} in {@code loop}, from that loop; {@code attachment} goes to
     * the type. Binds to the OutboundBindAddress that suits. A failure comes as
     * {@link ConnectionHandler#closed}, or as LocalFault when the type is away or there is no socket to be had.
     */
    Connection dial(String type, SocketAddress remote, Object attachment, EventLoop loop) throws LocalFault;

    /**
     * Makes a linked pair in {@code loop}, from that loop: the outbuf of one is the inbuf of the other, readiness is
     * posted to the loop. The first of the two is returned.
     */
    Connection link(String type, Object attachment, String peerType, Object peerAttachment, EventLoop loop)
            throws LocalFault;

    /**
     * Makes a linked pair in {@code loop}, from that loop, of a connection of {@code type}, which is returned, and one
     * that {@code far} makes the handler for and that has no type of its own: it shows as {@code linked}, and ends when
     * the bundle of {@code type} stops.
     */
    default Connection link(String type, Object attachment, Function<Connection, ConnectionHandler> far, EventLoop loop)
            throws LocalFault {
        throw new LocalFault("no pairs are linked here");
    }

    /**
     * Whether the router's bandwidth limits leave room to write {@code bytes} on {@code connection} soon; always true where
     * they do not count it. For who may rather say no at once than be slow. From the connection's loop.
     */
    default boolean mayWrite(Connection connection, long bytes) {
        return true;
    }
}
