package org.tropea.core.edge;

import org.tropea.flow.congestion.CircuitCongestion;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.congestion.StreamCongestion;
import org.tropea.flow.fault.PeerFault;

/** The windows of tor-spec 7.3 and 7.4, 1000 cells by 100 and 500 by 50, for tests of who obeys them. */
public final class SpecWindows implements CongestionPolicy {
    static final int CIRCUIT = 1000;
    static final int CIRCUIT_STEP = 100;
    static final int STREAM = 500;
    static final int STREAM_STEP = 50;

    @Override
    public CircuitCongestion circuit() {
        return new Circuit();
    }

    private static final class Window {
        private final int start;
        private final int step;
        private int left;

        Window(int start, int step) {
            this.start = start;
            this.step = step;
            this.left = start;
        }

        void spend() throws PeerFault {
            if (left == 0) {
                throw new PeerFault("no window left of " + start);
            }
            left--;
        }

        boolean refillDue() {
            boolean due = left <= start - step;
            left += due ? step : 0;
            return due;
        }

        void refill() throws PeerFault {
            if (left + step > start) {
                throw new PeerFault("a window above " + start);
            }
            left += step;
        }
    }

    private static final class Circuit extends CircuitCongestion {
        private final Window out = new Window(CIRCUIT, CIRCUIT_STEP);
        private final Window in = new Window(CIRCUIT, CIRCUIT_STEP);

        @Override
        public boolean mayPackage() {
            return out.left > 0;
        }

        @Override
        public boolean packaged() {
            return --out.left % CIRCUIT_STEP == 0;
        }

        @Override
        public boolean delivered() throws PeerFault {
            in.spend();
            return in.refillDue();
        }

        @Override
        public void sendmeReceived() throws PeerFault {
            out.refill();
        }

        @Override
        public StreamCongestion stream() {
            return new Stream();
        }
    }

    private static final class Stream extends StreamCongestion {
        private final Window out = new Window(STREAM, STREAM_STEP);
        private final Window in = new Window(STREAM, STREAM_STEP);

        @Override
        public boolean mayPackage() {
            return out.left > 0;
        }

        @Override
        public void packaged() {
            out.left--;
        }

        @Override
        public void delivered() throws PeerFault {
            in.spend();
        }

        @Override
        public boolean sendmeDue() {
            return in.refillDue();
        }

        @Override
        public void sendmeReceived() throws PeerFault {
            out.refill();
        }
    }
}
