package org.tropea.flow.congestion;

import org.tropea.flow.fault.PeerFault;

/** Counts the DATA cells of one stream, both ways (tor-spec 7.4). Belongs to the circuit's loop. */
public abstract class StreamCongestion {
    /** Whether the stream may send another DATA cell. */
    public abstract boolean mayPackage();

    /** A DATA cell was sent. */
    public abstract void packaged();

    /** A DATA cell came in; more than the window allows is the peer's fault. */
    public abstract void delivered() throws PeerFault;

    /** Whether a SENDME is due; asked when delivered bytes have left for their destination. Counts it as sent. */
    public abstract boolean sendmeDue();

    /** The peer acknowledged; one SENDME too many is its fault. */
    public abstract void sendmeReceived() throws PeerFault;
}
