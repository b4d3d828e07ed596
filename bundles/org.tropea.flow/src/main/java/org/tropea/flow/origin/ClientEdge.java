package org.tropea.flow.origin;

import org.tropea.flow.edge.EdgeHandler;

/**
 * This end of a stream that was opened here; one object per stream, called only in the stream's loop. First comes
 * {@link #connected}, {@link #resolved} or an end; after {@link #resolved} or an end nothing more.
 */
public interface ClientEdge extends EdgeHandler {
    /** The far side answered BEGIN or BEGIN_DIR: {@code body} is CONNECTED's (tor-spec 6.2), empty for BEGIN_DIR. */
    void connected(byte[] body);

    /** The far side answered RESOLVE: {@code body} is RESOLVED's (tor-spec 6.4). The stream is over. */
    default void resolved(byte[] body) {}

    /**
     * The far side ended the stream: {@code body} is END's whole body, at least the reason; with EXITPOLICY often the
     * address and its time to live (tor-spec 6.3). Unless overridden it is told as {@link #ended(int)}.
     */
    default void ended(byte[] body) {
        ended(body[0] & 0xff);
    }

    /** The stream is over, the circuit's end included: then {@code reason} is what its cause says, mostly DESTROY. */
    @Override
    void ended(int reason);
}
