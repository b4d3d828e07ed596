package org.tropea.circuitmux.roundrobin;

import org.tropea.flow.circuitmux.CircuitMuxPolicy;
import org.tropea.flow.circuitmux.MuxedCircuit;

/**
 * The active circuits of one channel in a ring; each sends one cell when it is its turn, a new one waits for a whole
 * round. Touched only by the channel's loop.
 */
final class RoundRobinPolicy extends CircuitMuxPolicy {
    /** A place in the ring; kept with the circuit, so that becoming active allocates nothing. */
    private static final class Seat {
        private final MuxedCircuit circuit;
        private Seat before;
        private Seat after;

        Seat(MuxedCircuit circuit) {
            this.circuit = circuit;
        }
    }

    private Seat turn;
    private int size;

    @Override
    public void activated(MuxedCircuit circuit) {
        if (circuit.policyData == null) {
            circuit.policyData = new Seat(circuit);
        }
        Seat seat = (Seat) circuit.policyData;
        size++;
        if (turn == null) {
            seat.before = seat;
            seat.after = seat;
            turn = seat;
            return;
        }
        seat.before = turn.before;
        seat.after = turn;
        turn.before.after = seat;
        turn.before = seat;
    }

    @Override
    public void deactivated(MuxedCircuit circuit) {
        Seat seat = (Seat) circuit.policyData;
        seat.before.after = seat.after;
        seat.after.before = seat.before;
        if (turn == seat) {
            turn = size == 1 ? null : seat.after;
        }
        seat.before = null;
        seat.after = null;
        size--;
    }

    @Override
    public MuxedCircuit pick() {
        return turn == null ? null : turn.circuit;
    }

    @Override
    public void sent(MuxedCircuit circuit, int cells) {
        if (turn != null && turn.circuit == circuit) {
            turn = turn.after;
        }
    }

    @Override
    public int active() {
        return size;
    }
}
