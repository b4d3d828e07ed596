package org.tropea.core.edge;

import java.net.SocketAddress;
import java.util.function.Function;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.testkit.BareConnection;

/** Links nothing but keeps the far half, so that a test plays the near one. */
public final class BareLinks implements Connections {
    /** The half that faces a stream; null when none was linked. */
    public BareConnection half;
    /** Its handler. */
    public ConnectionHandler handler;
    /** What was linked: type and attachment. */
    public String linked;
    /** What linking throws, when not null. */
    public LocalFault refusal;

    @Override
    public Connection link(String type, Object attachment, Function<Connection, ConnectionHandler> far, EventLoop loop)
            throws LocalFault {
        if (refusal != null) {
            throw refusal;
        }
        linked = type + " " + attachment;
        half = new BareConnection(loop);
        handler = far.apply(half);
        return new BareConnection(loop);
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local) {
        throw onlyLinks();
    }

    @Override
    public void unlisten(String type) {
        throw onlyLinks();
    }

    @Override
    public Connection dial(String type, SocketAddress remote, Object attachment, EventLoop loop) {
        throw onlyLinks();
    }

    @Override
    public Connection link(String type, Object attachment, String peer, Object peerAttachment, EventLoop loop) {
        throw onlyLinks();
    }

    /** An edge that listens, dials or links types by itself goes beyond its contract: its test must fail. */
    private static UnsupportedOperationException onlyLinks() {
        return new UnsupportedOperationException("edges only link streams");
    }
}
