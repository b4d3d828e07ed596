package org.tropea.socketfactory;

import java.net.InetAddress;
import org.tropea.cell.EndReason;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;

/**
 * A socket's half of its linked pair: moves bytes between the connection and the {@link Passage} to the program. What the
 * program does not read stays in the inbuf, which holds reading, the other half's outbuf, and so the stream's window.
 * Touched only by its loop.
 */
final class SocketEnd extends FarEnd {
    /** Not an END reason: this router closed it. */
    static final int CLOSED_HERE = -1;

    private static final int MARK = 32 * 1024;

    private final Passage passage;
    private final Connection connection;
    private int reason = CLOSED_HERE;
    private boolean eof;

    SocketEnd(Passage passage, Connection connection) {
        this.passage = passage;
        this.connection = connection;
        connection.inbufLimit(MARK);
        connection.keeps(2 * Ring.SIZE);
    }

    @Override
    void connected(InetAddress address) {
        passage.connected(address);
    }

    @Override
    void refused(int reason, String why) {
        passage.refused(reason, why);
    }

    /** Fetches all there is, however slowly the program reads: the other half may not wait for it any more. */
    @Override
    void streamEnded(int ended) {
        reason = ended;
        passage.takesNoMore(ended);
        connection.inbufLimit(Integer.MAX_VALUE);
        connection.inbufChanged();
    }

    // ---- from the network -----------------------------------------------------------------------------------------

    @Override
    public void processInbuf() {
        deliver();
    }

    /** Hands the program what it has room for. */
    void deliver() {
        if (!connection.isOpen()) {
            return;
        }
        Buffer inbuf = connection.inbuf();
        do {
            if (passage.takesInput()) {
                passage.in().put(inbuf);
            } else {
                inbuf.clear();
            }
        } while (inbuf.length() > 0 && !passage.starves());
        passage.delivered();
        connection.inbufChanged();
        finishAtEof();
    }

    @Override
    public void reachedEof() {
        eof = true;
        passage.takesNoMore(reason);
        finishAtEof();
    }

    private void finishAtEof() {
        if (eof && connection.inbuf().length() == 0) {
            passage.ended(reason);
            connection.closeAfterFlush(CloseCause.FINISHED);
        }
    }

    // ---- to the network -------------------------------------------------------------------------------------------

    /** Takes over what the program wrote, as far as there is room. */
    void collect() {
        Buffer outbuf = connection.outbuf();
        if (connection.isOpen() && passage.out().take(outbuf, MARK - outbuf.length()) > 0) {
            connection.outbufChanged();
            passage.collected();
        }
    }

    @Override
    public void flushedSome() {
        collect();
    }

    /** The program closed its socket: what it wrote still goes out, unless it is not to {@code linger}. */
    void close(boolean linger) {
        if (linger && connection.isOpen()) {
            if (passage.out().take(connection.outbuf(), Ring.SIZE) > 0) {
                connection.outbufChanged();
            }
            connection.closeAfterFlush(CloseCause.FINISHED);
        } else {
            connection.close(CloseCause.FINISHED);
        }
    }

    @Override
    public void closed(CloseCause cause) {
        passage.ended(eof ? reason : CLOSED_HERE);
    }

    @Override
    public String describe() {
        return "a Java program's socket to " + passage.target() + (reason < 0 ? "" : ", " + EndReason.name(reason));
    }
}
