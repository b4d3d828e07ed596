package org.tropea.congestion.fixed;

import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.fault.PeerFault;

/** The two windows of one circuit, in cells: what we may package, and what the peer may (tor-spec 7.3). */
final class CircuitWindows extends CircuitCongestion {
    static final int START = 1000;
    static final int INCREMENT = 100;

    private final int start;
    private int packageWindow;
    private int deliverWindow = START;

    /** We may package {@code start} cells at first; the peer may always package {@link #START}. */
    CircuitWindows(int start) {
        this.start = start;
        this.packageWindow = start;
    }

    @Override
    public boolean mayPackage() {
        return packageWindow > 0;
    }

    @Override
    public boolean packaged() {
        packageWindow--;
        return (start - packageWindow) % INCREMENT == 0;
    }

    @Override
    public boolean delivered() throws PeerFault {
        if (--deliverWindow < 0) {
            throw new PeerFault("more than " + START + " DATA cells on a circuit without a SENDME");
        }
        if (deliverWindow > START - INCREMENT) {
            return false;
        }
        deliverWindow += INCREMENT;
        return true;
    }

    @Override
    public void sendmeReceived() throws PeerFault {
        if (packageWindow + INCREMENT > start) {
            throw new PeerFault("a circuit SENDME too many: the window would be above " + start + " cells");
        }
        packageWindow += INCREMENT;
    }

    @Override
    public StreamCongestion stream() {
        return new StreamWindows();
    }
}
