package org.tropea.flow.fault;

import org.tropea.cell.DestroyReason;
import org.tropea.cell.EndReason;

/** Why something closed, and the reasons that peers are told for it (tor-spec 5.4 and 6.3): the one table of them. */
public enum CloseCause {
    /** The work is done. */
    FINISHED(DestroyReason.FINISHED, EndReason.DONE),
    /** The peer closed in good order. */
    PEER_CLOSED(DestroyReason.CHANNEL_CLOSED, EndReason.DONE),
    /** The peer sent DESTROY or TRUNCATE. */
    PEER_DESTROYED(DestroyReason.DESTROYED, EndReason.DESTROY),
    /** The peer broke the protocol. */
    PEER_FAULT(DestroyReason.PROTOCOL, EndReason.TORPROTOCOL),
    /** The peer is not who it should be. */
    WRONG_IDENTITY(DestroyReason.OR_IDENTITY, EndReason.TORPROTOCOL),
    /** A handshake took too long. */
    HANDSHAKE_TIMEOUT(DestroyReason.TIMEOUT, EndReason.TIMEOUT),
    /** The other end refused the connection. */
    CONNECT_REFUSED(DestroyReason.CONNECTFAILED, EndReason.CONNECTREFUSED),
    /** The other end did not answer in time. */
    CONNECT_TIMEOUT(DestroyReason.CONNECTFAILED, EndReason.TIMEOUT),
    /** There is no way to the other end. */
    NO_ROUTE(DestroyReason.CONNECTFAILED, EndReason.NOROUTE),
    /** The name has no address. */
    RESOLVE_FAILED(DestroyReason.CONNECTFAILED, EndReason.RESOLVEFAILED),
    /** The socket broke. */
    IO_ERROR(DestroyReason.CHANNEL_CLOSED, EndReason.CONNRESET),
    /** The channel under it closed. */
    CHANNEL_CLOSED(DestroyReason.CHANNEL_CLOSED, EndReason.DESTROY),
    /** The circuit under it closed. */
    CIRCUIT_CLOSED(DestroyReason.DESTROYED, EndReason.DESTROY),
    /** The exit policy refuses it. */
    EXIT_POLICY(DestroyReason.FINISHED, EndReason.EXITPOLICY),
    /** A limit of memory, queue or count was reached. */
    RESOURCE_LIMIT(DestroyReason.RESOURCELIMIT, EndReason.RESOURCELIMIT),
    /** Nothing used it for long enough. */
    IDLE(DestroyReason.FINISHED, EndReason.DONE),
    /** The bundle that made it went away. */
    PROVIDER_GONE(DestroyReason.CHANNEL_CLOSED, EndReason.INTERNAL),
    /** The router is shutting down. */
    SHUTDOWN(DestroyReason.HIBERNATING, EndReason.HIBERNATING),
    /** An operator asked for it. */
    OPERATOR(DestroyReason.REQUESTED, EndReason.DONE),
    /** A bug of ours. */
    BUG(DestroyReason.INTERNAL, EndReason.INTERNAL);

    private final int destroyReason;
    private final int endReason;

    CloseCause(int destroyReason, int endReason) {
        this.destroyReason = destroyReason;
        this.endReason = endReason;
    }

    /** The reason that DESTROY and TRUNCATED cells carry for it; see {@link DestroyReason}. */
    public int destroyReason() {
        return destroyReason;
    }

    /** The reason that RELAY_END carries for it; see {@link EndReason}. */
    public int endReason() {
        return endReason;
    }
}
