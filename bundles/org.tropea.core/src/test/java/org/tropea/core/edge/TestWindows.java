package org.tropea.core.edge;

import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.congestion.StreamCongestion;

/** Windows without an end in which each second DATA cell is to be acknowledged. */
final class TestWindows extends CircuitCongestion {
    boolean open = true;
    private int delivered;

    @Override
    public boolean mayPackage() {
        return open;
    }

    @Override
    public boolean packaged() {
        return true;
    }

    @Override
    public boolean delivered() {
        return ++delivered % 2 == 0;
    }

    @Override
    public void sendmeReceived() {
        open = true;
    }

    @Override
    public StreamCongestion stream() {
        return new StreamCongestion() {
            private int due;

            @Override
            public boolean mayPackage() {
                return true;
            }

            @Override
            public void packaged() {}

            @Override
            public void delivered() {
                due++;
            }

            @Override
            public boolean sendmeDue() {
                return due-- > 0;
            }

            @Override
            public void sendmeReceived() {}
        };
    }
}
