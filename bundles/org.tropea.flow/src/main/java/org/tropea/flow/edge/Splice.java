package org.tropea.flow.edge;

import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;

/**
 * Joins a stream with the connection that carries its bytes at this side: what comes by one goes out by the other, under
 * the stream's windows and the connection's marks. Whoever is the stream's {@link EdgeHandler} and the connection's
 * {@link org.tropea.flow.conn.ConnectionHandler} owns it and hands every event on to the method of the same name.
 * Touched only by their loop. WAITING until {@link #open}: bytes towards the connection pass, others wait in its inbuf;
 * OPEN until either side ends; then ENDED.
 */
public final class Splice {
    private enum State {
        WAITING,
        OPEN,
        ENDED
    }

    private final Stream stream;
    private final Connection connection;
    private State state = State.WAITING;
    private boolean eof;

    /** Joins {@code stream} with {@code connection}, whose reading the stream may hold from now on. */
    public Splice(Stream stream, Connection connection) {
        this.stream = stream;
        this.connection = connection;
        stream.attach(connection);
    }

    /** Both sides are there: bytes of the connection are packaged from now on, those that wait in its inbuf first. */
    public void open() {
        if (state == State.WAITING) {
            state = State.OPEN;
            mayPackage();
        }
    }

    // ---- what the stream tells ------------------------------------------------------------------------------------

    /** Bytes came by the stream. */
    public void data(byte[] array, int offset, int length) {
        if (state != State.ENDED) {
            connection.outbuf().append(array, offset, length);
            connection.outbufChanged();
            flushedSome();
        }
    }

    /** Data may be packaged again. */
    public void mayPackage() {
        processInbuf();
        if (state == State.OPEN) {
            connection.inbufChanged();
        }
    }

    /** The stream is over: what came by it is flushed, then the connection closes. */
    public void ended() {
        if (state != State.ENDED) {
            state = State.ENDED;
            connection.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    // ---- what the connection tells --------------------------------------------------------------------------------

    /** Some bytes left its outbuf. */
    public void flushedSome() {
        if (state == State.OPEN) {
            stream.flushed(connection.outbuf().length());
        }
    }

    /** More bytes are in its inbuf. */
    public void processInbuf() {
        if (state == State.OPEN) {
            stream.packageFrom(connection.inbuf());
            finishAtEof();
        }
    }

    /** Its peer sent the end: END follows the last byte, which may have to wait for {@link #open} or a window. */
    public void reachedEof() {
        eof = true;
        finishAtEof();
    }

    private void finishAtEof() {
        if (eof && state == State.OPEN && connection.inbuf().length() == 0) {
            end(CloseCause.PEER_CLOSED.endReason());
            connection.closeAfterFlush(CloseCause.PEER_CLOSED);
        }
    }

    /** It is closed with {@code cause}. */
    public void closed(CloseCause cause) {
        end(cause.endReason());
    }

    // ---- what the owner wants -------------------------------------------------------------------------------------

    /** Ends the stream with END {@code reason}, and leaves the connection to the owner; harmless when ended. */
    public void end(int reason) {
        if (state != State.ENDED) {
            state = State.ENDED;
            stream.end(reason);
        }
    }

    /** Whether bytes flow both ways. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether either side has ended. */
    public boolean hasEnded() {
        return state == State.ENDED;
    }

    /** The stream. */
    public Stream stream() {
        return stream;
    }

    /** The connection. */
    public Connection connection() {
        return connection;
    }

    /** Its state, for people. */
    @Override
    public String toString() {
        return state.name();
    }
}
