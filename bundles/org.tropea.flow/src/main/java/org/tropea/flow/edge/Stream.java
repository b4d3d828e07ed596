package org.tropea.flow.edge;

import java.net.SocketAddress;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/**
 * One stream of a circuit that ends here, as its {@link EdgeHandler} sees it. The core implements it. Touched only by
 * the loop of the circuit's channel towards the client, which owns the stream's connection too. States: OPENING until
 * {@link #connected}, OPEN, then ENDED.
 */
public abstract class Stream {
    /** The stream id, 1 to 65535. */
    public abstract int id();

    /** The number of its circuit, unique in the router. */
    public abstract long circuit();

    /** The address of the hop before us, which may be the client; null for streams that were opened here. */
    public SocketAddress cameFrom() {
        return null;
    }

    /** The loop that owns it. */
    public abstract EventLoop loop();

    /** The router it belongs to. */
    public abstract RouterScope router();

    /**
     * Lets the core hold {@code connection}'s reading by WINDOW_EMPTY and CIRCUIT_QUEUE_FULL while data may not be
     * packaged; at most once.
     */
    public abstract void attach(Connection connection);

    /** Answers BEGIN with RELAY_CONNECTED and {@code body} (tor-spec 6.2). */
    public abstract void connected(byte[] body);

    /** Answers RESOLVE with RELAY_RESOLVED and {@code body} (tor-spec 6.4); the stream has ended then. */
    public abstract void resolved(byte[] body);

    /**
     * Packages bytes from the head of {@code source} into DATA cells, as many as windows and queue allow; returns how
     * many bytes were taken. Who opened it by BEGIN may do so before the far side has answered.
     */
    public abstract int packageFrom(Buffer source);

    /** Tells that delivered bytes left for their destination and {@code pending} are still on their way there. */
    public abstract void flushed(int pending);

    /** Ends the stream with RELAY_END and {@code reason}; see {@link org.tropea.cell.EndReason}. Harmless when ended. */
    public abstract void end(int reason);

    /** Ends the stream with RELAY_END EXITPOLICY and the address that was refused, {@code ttl} in seconds. */
    public abstract void endByPolicy(byte[] address, int ttl);
}
