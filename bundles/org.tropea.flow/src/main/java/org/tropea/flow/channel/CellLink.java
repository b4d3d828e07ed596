package org.tropea.flow.channel;

import java.net.SocketAddress;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.TcpState;

/**
 * Cells as bytes of an authenticated stream: the face that an OR connection shows the channel backend above it. Cells go
 * in by {@link #write} and {@link #writeVariable}; cells come out through {@link CellLinkEvents}. Belongs to one loop.
 */
public abstract class CellLink {
    /** The loop that owns it. */
    public abstract EventLoop loop();

    /** Sets who is told of cells; once, before anything else, in the turn in which the link appeared. */
    public abstract void events(CellLinkEvents events);

    /** Writes the wire image of one fixed-length cell, copying it. */
    public abstract void write(byte[] cell);

    /**
     * Writes a variable-length cell with circuit id 0; VERSIONS with the 2-byte id that it always has (tor-spec 3).
     * Returns its whole wire image, which the link handshake hashes.
     */
    public abstract byte[] writeVariable(int command, byte[] payload);

    /** How many fixed-length cells fit before the outbuf is above its mark. */
    public abstract int room();

    /** Seals what was written and gives it to the connection. */
    public abstract void flush();

    /**
     * Closes after what was written is flushed; {@link CellLinkEvents#closed} follows. Called with PROVIDER_GONE while
     * it is closing it flushes no longer.
     */
    public abstract void close(CloseCause cause);

    /** As {@link org.tropea.flow.conn.Connection#move} of the connection below; false while something is under way in it. */
    public boolean move(EventLoop to, Runnable arrived) {
        return false;
    }

    /** Bytes written and not yet given to the kernel. */
    public abstract int bytesQueued();

    /** Reads what the kernel says of the TCP socket below into {@code into}; false, with a reason in it, if nothing. */
    public boolean tcpState(TcpState into) {
        return into.unknown("the link does not tell of its socket");
    }

    /** RFC 5705 keying material of the TLS connection below. */
    public abstract byte[] exportKeyingMaterial(String label, byte[] context, int length);

    /** The certificate in DER that the TLS server of this link showed: the peer's when we are the client, else ours. */
    public abstract byte[] serverCertificate();

    /** The address of the other end, as the network sees it. */
    public abstract SocketAddress remote();

    /** This end's address. */
    public abstract SocketAddress local();

    /** A line about it, for people. */
    public abstract String describe();
}
