package org.tropea.flow.channel;

import java.net.SocketAddress;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.TcpState;

/**
 * What carries a channel's cells. Made by a {@link ChannelBackendFactory} for one channel, and called only in that
 * channel's loop: cells out, room, flush, close. Cells in go to {@link Channel#cellIn}.
 */
public abstract class ChannelBackend {
    /** Writes the wire image of one fixed-length cell, copying it; the caller keeps to {@link #room()}. */
    public abstract void write(byte[] cell);

    /** How many cells may be written now; 0 until the channel is open. */
    public abstract int room();

    /** Hands everything written so far on to the network; called when a run of writes is over. */
    public abstract void flush();

    /**
     * Closes after what was written is flushed; {@link Channel#closed} follows. Called again with PROVIDER_GONE it
     * flushes no longer.
     */
    public abstract void close(CloseCause cause);

    /**
     * Moves to the loop {@code to} with all that is below, if nothing is under way: as
     * {@link org.tropea.flow.conn.Connection#move}. False, and nothing happened, when it cannot.
     */
    public boolean move(EventLoop to, Runnable arrived) {
        return false;
    }

    /** The address of the other end, as the network sees it. */
    public abstract SocketAddress remote();

    /** Whether the peer said in NETINFO that this address is its own (tor-spec 4.5 and 5.3.1). */
    public abstract boolean canonical();

    /** Bytes written here and not yet given to the kernel. */
    public abstract int bytesQueued();

    /** Reads what the kernel says of the TCP socket below into {@code into}; false, with a reason in it, if nothing. */
    public boolean tcpState(TcpState into) {
        return into.unknown("the channel's backend does not tell of a socket");
    }

    /** A line about it, for people. */
    public abstract String describe();
}
