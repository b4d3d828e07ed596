package org.tropea.flow.channel;

import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/**
 * Transmits authenticated cells between two onion routers. The core implements it; this is the face that it shows its
 * {@link ChannelBackend}. Belongs to one loop for life. States and legal transitions: OPENING to OPEN, OPEN to CLOSING,
 * any of these to CLOSED (or to ERROR when the peer or the network broke it).
 */
public abstract class Channel {
    /** A number unique in the router. */
    public abstract long id();

    /** The loop that owns it. */
    public abstract EventLoop loop();

    /** The router it belongs to. */
    public abstract RouterScope router();

    /** Whether this end started it; then this end's circuit ids have the high bit set (tor-spec 5.1.1). */
    public abstract boolean initiator();

    /** The backend finished its handshake and knows the peer: cells may flow. {@code linkProtocol} is 4 or 5. */
    public abstract void opened(PeerIdentity peer, int linkProtocol);

    /**
     * {@code count} fixed-length cells from {@code array[offset]} on are about to come by {@link #cellIn}, or what looks
     * like them: a hint, on which nothing may depend.
     */
    public void cellsComing(byte[] array, int offset, int count) {}

    /** One fixed-length cell that is not the backend's own stands at {@code array[offset]}; valid during the call. */
    public abstract void cellIn(byte[] array, int offset);

    /** There is room for cells again; see {@link ChannelBackend#room()}. */
    public abstract void writable();

    /** The backend is gone, with {@code cause}; called exactly once, last. */
    public abstract void closed(CloseCause cause);
}
