package org.tropea.core.conn;

/**
 * The states of a connection.
 *
 * <pre>
 * state       way in                                            ways out
 * CONNECTING  dialled                                           OPEN, CLOSED
 * OPEN        accepted, linked, or the connect succeeded        FLUSHING, CLOSED
 * FLUSHING    closeAfterFlush, or the peer or handler failed    CLOSED
 * CLOSED      close; connect failed or timed out; flushed;      (reaped at the turn's end)
 *             the socket broke; no progress while flushing
 * </pre>
 */
enum ConnectionState {
    /** The connect is under way; both directions hold CONNECTING. */
    CONNECTING,
    /** Bytes flow as the suspensions allow. */
    OPEN,
    /** Marked for close: reading holds CLOSING, the outbuf is being flushed. */
    FLUSHING,
    /** The socket is gone; the handler is told at the turn's end. */
    CLOSED
}
