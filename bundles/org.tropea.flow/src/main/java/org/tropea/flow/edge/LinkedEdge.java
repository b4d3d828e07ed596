package org.tropea.flow.edge;

import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/**
 * A stream carried to a connection of this same process: the half of a linked pair that faces the stream, spliced to it.
 * The other half is a connection like any other, which knows nothing of streams. So BEGIN_DIR reaches a directory server
 * (tor-spec 6.2.1). Touched only by the stream's loop.
 */
public final class LinkedEdge implements EdgeHandler, ConnectionHandler {
    private static final byte[] NO_BODY = {};

    private final Splice splice;

    private LinkedEdge(Splice splice) {
        this.splice = splice;
    }

    /**
     * Links {@code stream}, whose far side is to answer yet, with a new connection of {@code type}, which is opened with
     * {@code attachment}. Bytes towards the connection pass at once, others when the result's {@link #open} was called.
     */
    public static LinkedEdge link(Stream stream, String type, Object attachment) throws LocalFault {
        LinkedEdge[] made = new LinkedEdge[1];
        stream.router()
                .part(Connections.class)
                .link(type, attachment, half -> made[0] = new LinkedEdge(new Splice(stream, half)), stream.loop());
        return made[0];
    }

    /**
     * Answers the client that began {@code stream} with CONNECTED, and serves it by a connection of {@code type}; returns
     * what an {@link EdgeType} returns.
     */
    public static EdgeHandler serve(Stream stream, String type, Object attachment) throws LocalFault {
        LinkedEdge edge = link(stream, type, attachment);
        stream.connected(NO_BODY);
        edge.open();
        return edge;
    }

    /** Bytes from the connection are packaged from now on. */
    public void open() {
        splice.open();
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        splice.data(array, offset, length);
    }

    @Override
    public void mayPackage() {
        splice.mayPackage();
    }

    @Override
    public void ended(int reason) {
        splice.ended();
    }

    @Override
    public void processInbuf() {
        splice.processInbuf();
    }

    @Override
    public void flushedSome() {
        splice.flushedSome();
    }

    @Override
    public void reachedEof() {
        splice.reachedEof();
    }

    @Override
    public void closed(CloseCause cause) {
        splice.closed(cause);
    }

    @Override
    public String describe() {
        return "linked to stream " + splice.stream().id() + " of circuit "
                + splice.stream().circuit();
    }
}
