package org.tropea.flow.congestion;

import org.tropea.flow.fault.PeerFault;

/**
 * Counts the DATA cells of one circuit that ends here, both ways (tor-spec 7.3). Belongs to the circuit's loop. The core
 * keeps the digests of authenticated SENDMEs.
 */
public abstract class CircuitCongestion {
    /** Whether another DATA cell may be sent. */
    public abstract boolean mayPackage();

    /** A DATA cell was sent; returns whether the peer will acknowledge just this one, so that its digest is kept. */
    public abstract boolean packaged();

    /** A DATA cell came in; returns whether a SENDME is due for it. Too many without one is the peer's fault. */
    public abstract boolean delivered() throws PeerFault;

    /** The peer acknowledged; one SENDME too many is its fault. */
    public abstract void sendmeReceived() throws PeerFault;

    /** Control for one stream of this circuit. */
    public abstract StreamCongestion stream();
}
