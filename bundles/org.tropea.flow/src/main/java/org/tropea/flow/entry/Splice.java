package org.tropea.flow.entry;

import org.tropea.cell.EndReason;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;

/**
 * A local connection and a stream that carry each other's bytes; what both sides' handlers pass on to. How fast either
 * goes is held by the suspensions: windows pause the connection's reading, a full outbuf keeps SENDMEs back. OPEN until
 * either side ends. The network is told no reason but MISC, as C tor's clients do: why a program ends is nobody's
 * business. Touched only by their loop.
 */
public final class Splice {
    private final Connection connection;
    private final Stream stream;
    private boolean open = true;
    private boolean eof;

    /** Joins the two; what the connection's inbuf holds already is packaged with {@link #mayPackage}. */
    public Splice(Connection connection, Stream stream) {
        this.connection = connection;
        this.stream = stream;
        stream.attach(connection);
    }

    /** The stream brought {@code length} bytes. */
    public void data(byte[] array, int offset, int length) {
        if (open) {
            connection.outbuf().append(array, offset, length);
            connection.outbufChanged();
            stream.flushed(connection.outbuf().length());
        }
    }

    /** The connection sent some. */
    public void flushedSome() {
        if (open) {
            stream.flushed(connection.outbuf().length());
        }
    }

    /** The connection received some. */
    public void processInbuf() {
        if (open) {
            stream.packageFrom(connection.inbuf());
            finishAtEof();
        }
    }

    /** The stream takes some again. */
    public void mayPackage() {
        processInbuf();
        if (open) {
            connection.inbufChanged();
        }
    }

    /** The program is done: the stream ends behind its last byte, for which it may have to wait. */
    public void reachedEof() {
        eof = true;
        finishAtEof();
    }

    private void finishAtEof() {
        if (eof && open && connection.inbuf().length() == 0) {
            end();
            connection.closeAfterFlush(CloseCause.PEER_CLOSED);
        }
    }

    /** The stream is over: what it brought is flushed, then the connection closes. */
    public void ended() {
        if (open) {
            open = false;
            connection.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    /** The connection is gone. */
    public void closed() {
        if (open) {
            end();
        }
    }

    private void end() {
        open = false;
        stream.end(EndReason.MISC);
    }
}
