package org.tropea.congestion.fixed;

import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.fault.PeerFault;

/** The two windows of one stream, in cells (tor-spec 7.4). */
final class StreamWindows extends StreamCongestion {
    static final int START = 500;
    static final int INCREMENT = 50;

    private int packageWindow = START;
    private int deliverWindow = START;

    @Override
    public boolean mayPackage() {
        return packageWindow > 0;
    }

    @Override
    public void packaged() {
        packageWindow--;
    }

    @Override
    public void delivered() throws PeerFault {
        if (--deliverWindow < 0) {
            throw new PeerFault("more than " + START + " DATA cells on a stream without a SENDME");
        }
    }

    @Override
    public boolean sendmeDue() {
        if (deliverWindow > START - INCREMENT) {
            return false;
        }
        deliverWindow += INCREMENT;
        return true;
    }

    @Override
    public void sendmeReceived() throws PeerFault {
        if (packageWindow + INCREMENT > START) {
            throw new PeerFault("a stream SENDME too many: the window would be above " + START + " cells");
        }
        packageWindow += INCREMENT;
    }
}
